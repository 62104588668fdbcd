package org.brandstore.snap;

import java.util.List;
import java.util.Optional;
import org.brandstore.blob.BlobId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.metadata.ComponentType;
import org.brandstore.snap.resource.CopyNeed;
import org.brandstore.snap.resource.NewResource;

/**
 * The component files that go with a revision-to-be.
 *
 * @param parts one a component
 * @param missing copies that have to be made before the parts are complete
 */
record ComponentPlan(List<Part> parts, List<CopyNeed> missing) {
    /**
     * @param version as the file says; empty if it says nothing
     * @param copyOf the revision whose content it has
     */
    record Part(
            SnapName name,
            BlobId file,
            ComponentType type,
            Optional<String> version,
            Optional<Revision> copyOf,
            NewResource.Origin origin) {}

    ComponentPlan {
        parts = List.copyOf(parts);
        missing = List.copyOf(missing);
    }
}
