package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.snap.resource.ComponentCopy;
import org.brandstore.snap.resource.NewResource;
import org.brandstore.snap.resource.ResourceIntake;
import org.brandstore.snap.resource.ResourcePair;
import org.brandstore.snap.resource.ResourceRevision;
import org.brandstore.snap.resource.Resources;

/** Puts a copy of a component in the place of one that several revisions of a snap have in common. */
@ApplicationScoped
class ComponentRenewal {
    private final Resources resources;
    private final ResourceIntake intake;
    private final SubmissionOwners owners;

    ComponentRenewal(Resources resources, ResourceIntake intake, SubmissionOwners owners) {
        this.resources = resources;
        this.intake = intake;
        this.owners = owners;
    }

    /** @return whether it was put; not if the pair is not shared any more */
    @Transactional
    boolean put(ResourcePair pair, ComponentCopy copy, Actor actor) {
        Snap snap = owners.lockSnap(pair.snap()).toSnap();
        if (!resources.shared().contains(pair)) {
            return false;
        }
        ResourceRevision shared = pair.resource();
        NewResource.Owner owner = new NewResource.Owner(
                pair.snap(),
                pair.snapRevision(),
                shared.provenance(),
                snap.brand(),
                snap.publisher(),
                shared.uploader(),
                actor.label());
        intake.accept(new NewResource(
                owner,
                shared.name(),
                copy.file(),
                shared.type(),
                shared.version(),
                Optional.of(copy.need().source().revision()),
                NewResource.Origin.RENEWED));
        return true;
    }
}
