package org.brandstore.api.device.refresh;

import java.util.List;
import java.util.Optional;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.Description;
import org.brandstore.catalog.read.ColdRevisions;
import org.brandstore.problem.ErrorCode;
import org.brandstore.refresh.RefreshDecision;

/**
 * A decision with what is said of its revision.
 *
 * @param description of what is offered or kept; empty if there is no revision
 */
record Described(RefreshDecision decision, Optional<Description> description) {

    /** Which revision has to be described, if any. */
    static Optional<ColdRevisions.Wanted> wanted(RefreshDecision decision) {
        return switch (decision) {
            case RefreshDecision.Offer offer -> wanted(offer.snap(), offer.revision());
            case RefreshDecision.Current current -> wanted(current.snap(), current.revision());
            case RefreshDecision.Refused refused -> Optional.empty();
        };
    }

    private static Optional<ColdRevisions.Wanted> wanted(CatalogSnap snap, CatalogRevision revision) {
        return Optional.of(new ColdRevisions.Wanted(snap, revision));
    }

    /** @param found empty if the record of the revision cannot be read: then there is no such revision */
    static Described of(RefreshDecision decision, Optional<Description> found) {
        Optional<ColdRevisions.Wanted> wanted = wanted(decision);
        if (wanted.isEmpty() || found.isPresent()) {
            return new Described(decision, found);
        }
        CatalogSnap snap = wanted.get().snap();
        return new Described(
                new RefreshDecision.Refused(
                        snap,
                        ErrorCode.REVISION_NOT_FOUND,
                        "no such revision",
                        List.of(),
                        RefreshDecision.Reason.NO_REVISION),
                Optional.empty());
    }
}
