package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brandstore.blob.BlobId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.resource.ComponentCopy;
import org.brandstore.snap.resource.CopyNeed;
import org.brandstore.snap.resource.NewResource;
import org.brandstore.snap.resource.ResourceRevision;
import org.brandstore.snap.resource.Resources;

/**
 * Says which component files go with a revision-to-be. Each is a file that no other revision of the snap has: what was
 * uploaded before, and what is carried over, goes as a copy with the same content (docs/decisions/0066).
 */
@ApplicationScoped
class ComponentPlans {
    private final Resources resources;
    private final CarriedComponents carried;

    ComponentPlans(Resources resources, CarriedComponents carried) {
        this.resources = resources;
        this.carried = carried;
    }

    /**
     * @param number that the revision has or will have
     * @param files with the copies that were made so far
     */
    ComponentPlan of(SnapId snap, int number, SubmittedSnap files) {
        List<ComponentPlan.Part> parts = new ArrayList<>();
        List<CopyNeed> missing = new ArrayList<>();
        for (SubmittedSnap.Component component : files.components()) {
            ComponentPlan.Part sent = sent(component);
            Optional<CopyNeed> known = resources
                    .find(snap, component.name(), component.blob().digest())
                    .map(resources::copy);
            if (known.isEmpty()) {
                parts.add(sent);
            } else {
                copied(snap, sent, known.get(), files)
                        .ifPresentOrElse(parts::add, () -> missing.add(next(snap, known.get(), files)));
            }
        }
        for (ResourceRevision earlier : carried.of(snap, number, files)) {
            CopyNeed need = resources.copy(earlier);
            copied(snap, taken(earlier), need, files)
                    .ifPresentOrElse(parts::add, () -> missing.add(next(snap, need, files)));
        }
        return new ComponentPlan(parts, missing);
    }

    /** What people are told of the components that go with a revision as copies. */
    List<SubmissionNote> notes(SnapId snap, Revision revision) {
        return resources.of(snap, revision).stream()
                .flatMap(resource -> resource.copyOf().stream()
                        .map(source -> new SubmissionNote(
                                "component-copied",
                                "component " + resource.name() + " goes with this revision as revision "
                                        + resource.revision() + ", a file of its own with the content of revision "
                                        + source)))
                .toList();
    }

    private static ComponentPlan.Part sent(SubmittedSnap.Component component) {
        return new ComponentPlan.Part(
                component.name(),
                component.blob(),
                component.contents().metadata().type(),
                component.contents().metadata().version(),
                Optional.empty(),
                NewResource.Origin.UPLOADED);
    }

    private static ComponentPlan.Part taken(ResourceRevision earlier) {
        return new ComponentPlan.Part(
                earlier.name(),
                new BlobId(earlier.digest(), earlier.size()),
                earlier.type(),
                Optional.of(earlier.version()),
                Optional.empty(),
                NewResource.Origin.CARRIED);
    }

    /** The part with a copy in the place of its file, if there is one that nothing else has. */
    private Optional<ComponentPlan.Part> copied(
            SnapId snap, ComponentPlan.Part part, CopyNeed need, SubmittedSnap files) {
        return files.copyFor(need)
                .filter(copy -> isFree(snap, copy))
                .map(copy -> new ComponentPlan.Part(
                        part.name(),
                        copy.file(),
                        part.type(),
                        part.version(),
                        Optional.of(need.source().revision()),
                        part.origin()));
    }

    private CopyNeed next(SnapId snap, CopyNeed need, SubmittedSnap files) {
        return files.copyFor(need)
                .filter(copy -> !isFree(snap, copy))
                .map(copy -> copy.need().next())
                .orElse(need);
    }

    private boolean isFree(SnapId snap, ComponentCopy copy) {
        return resources
                .find(snap, copy.need().component(), copy.file().digest())
                .isEmpty();
    }
}
