package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Revision;
import org.brandstore.snap.file.ComponentType;
import org.brandstore.snap.file.SnapComponent;
import org.brandstore.snap.resource.ResourceRevision;
import org.brandstore.snap.resource.Resources;
import org.jspecify.annotations.Nullable;

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
     * @param declared in the new revision's {@code snap.yaml}, by name
     */
    List<ResourceRevision> of(SnapRevision revision, Map<String, SnapComponent> declared) {
        return before(revision)
                .map(earlier -> resources.of(revision.snap(), new Revision(earlier.revision)))
                .orElse(List.of())
                .stream()
                .filter(resource ->
                        fits(resource, revision, declared.get(resource.name().value())))
                .toList();
    }

    private static boolean fits(ResourceRevision resource, SnapRevision revision, @Nullable SnapComponent declared) {
        return declared != null
                && declared.type() == resource.type()
                && resource.type() != ComponentType.KERNEL_MODULES
                && resource.provenance().equals(revision.provenance());
    }

    private Optional<SnapRevisionEntity> before(SnapRevision revision) {
        Set<Architecture> machines = Set.copyOf(revision.architectures());
        return revisions.newestFirst(revision.snap()).stream()
                .filter(row -> row.revision < revision.revision().value() && row.withdrawnAt == null)
                .filter(row -> Set.copyOf(row.toRevision().architectures()).equals(machines))
                .findFirst();
    }
}
