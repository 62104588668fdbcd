package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.metadata.ComponentType;
import org.brandstore.snap.metadata.SnapComponent;
import org.brandstore.snap.metadata.SnapMetadata;
import org.brandstore.snap.resource.ResourceRevision;
import org.brandstore.snap.resource.Resources;

/**
 * The components that a new revision takes over from the one before it, because it declares them and nobody uploaded them
 * anew. Devices drop a component that does not come with a refresh (device-api.md 13.3).
 */
@ApplicationScoped
class CarriedComponents {
    private final SnapRevisionRepository revisions;
    private final Resources resources;

    CarriedComponents(SnapRevisionRepository revisions, Resources resources) {
        this.revisions = revisions;
        this.resources = resources;
    }

    /**
     * What to take over, by name. The revision before is the newest that is not withdrawn and is for the same machines. A
     * component must still be of the same type, and its provenance that of the snap; modules of a kernel fit the kernel
     * that they were built with, so they are never taken over.
     *
     * @param number that the new revision has or will have
     */
    List<ResourceRevision> of(SnapId snap, int number, SubmittedSnap files) {
        SnapMetadata metadata = files.contents().metadata();
        Set<SnapName> sent =
                files.components().stream().map(SubmittedSnap.Component::name).collect(Collectors.toSet());
        return before(snap, number, metadata)
                .map(earlier -> resources.of(snap, new Revision(earlier.revision)))
                .orElse(List.of())
                .stream()
                .filter(resource -> !sent.contains(resource.name()) && fits(resource, metadata))
                .toList();
    }

    private static boolean fits(ResourceRevision resource, SnapMetadata metadata) {
        SnapComponent declared = metadata.components().get(resource.name().value());
        return declared != null
                && declared.type() == resource.type()
                && resource.type() != ComponentType.KERNEL_MODULES
                && resource.provenance().equals(metadata.provenance().orElse(SnapRevision.DEFAULT_PROVENANCE));
    }

    private Optional<SnapRevisionEntity> before(SnapId snap, int number, SnapMetadata metadata) {
        Set<Architecture> machines = Set.copyOf(metadata.architectures());
        return revisions.newestFirst(snap).stream()
                .filter(row -> row.revision < number && row.withdrawnAt == null)
                .filter(row -> Set.copyOf(row.toRevision().architectures()).equals(machines))
                .findFirst();
    }
}
