package org.brandstore.refresh;

import org.brandstore.catalog.CatalogRevision;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.jspecify.annotations.Nullable;

/** A device that has the revision already stays with it. */
final class PresentRule implements Rule {
    @Override
    public String name() {
        return "installed";
    }

    @Override
    public @Nullable RefreshDecision settle(Case c) {
        Case.Candidate candidate = c.candidate();
        if (!c.isRefresh() || !c.isInstalled(candidate.revision())) {
            return null;
        }
        CatalogRevision passedOver = candidate.passedOver();
        Reason barrier = passedOver == null ? null : c.barrier(passedOver);
        return new RefreshDecision.Current(
                c.snap(), candidate.revision(), candidate.channel(), barrier == null ? Reason.UP_TO_DATE : barrier);
    }

    @Override
    public String saw(Case c) {
        return c.installedRevision() == 0
                ? "the snap is not installed"
                : "revision " + c.installedRevision() + " is installed";
    }
}
