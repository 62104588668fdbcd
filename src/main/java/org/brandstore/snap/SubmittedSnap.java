package org.brandstore.snap;

import java.util.List;
import org.brandstore.blob.BlobId;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.file.ComponentContents;
import org.brandstore.snap.file.SnapContents;

/** The files of a submission, read. */
record SubmittedSnap(BlobId blob, SnapContents contents, List<Component> components) {
    /** @param name under which it was sent */
    record Component(SnapName name, BlobId blob, ComponentContents contents) {}

    SubmittedSnap {
        components = List.copyOf(components);
    }

    /** Of the largest file, in bytes. */
    long size() {
        return components.stream()
                .mapToLong(component -> component.blob().size())
                .reduce(blob.size(), Math::max);
    }
}
