package org.brandstore.snap;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.blob.BlobId;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.file.ComponentContents;
import org.brandstore.snap.file.SnapContents;
import org.brandstore.snap.resource.ComponentCopy;
import org.brandstore.snap.resource.CopyNeed;

/**
 * The files of a submission, read.
 *
 * @param copies of component files that were made for it
 */
record SubmittedSnap(BlobId blob, SnapContents contents, List<Component> components, List<ComponentCopy> copies) {
    /** @param name under which it was sent */
    record Component(SnapName name, BlobId blob, ComponentContents contents) {}

    SubmittedSnap {
        components = List.copyOf(components);
        copies = List.copyOf(copies);
    }

    /** The same with copies that were made meanwhile; they come before the ones that there were. */
    SubmittedSnap with(List<ComponentCopy> more) {
        List<ComponentCopy> all = Stream.concat(more.stream(), copies.stream()).toList();
        return new SubmittedSnap(blob, contents, components, all);
    }

    /** The newest copy of that content, if one was made. */
    Optional<ComponentCopy> copyFor(CopyNeed need) {
        return copies.stream().filter(copy -> copy.need().isAlike(need)).findFirst();
    }

    /** Of the largest file, in bytes. */
    long size() {
        return components.stream()
                .mapToLong(component -> component.blob().size())
                .reduce(blob.size(), Math::max);
    }
}
