package org.brandstore.refresh;

import org.brandstore.catalog.CatalogRevision;
import org.brandstore.naming.Channel;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.jspecify.annotations.Nullable;

/** A revision that is demanded by its number comes from no channel. It has to be there, and for this device. */
final class NamedRevisionRule implements Rule {
    @Override
    public String name() {
        return "revision by number";
    }

    @Override
    public @Nullable RefreshDecision settle(Case c) {
        int wished = c.action.wish().revision();
        if (c.demanded() == 0 && wished > 0) {
            c.demand(wished, Reason.PINNED);
        }
        int number = c.demanded();
        if (number == 0) {
            return null;
        }
        CatalogRevision revision = c.snap().find(number).orElse(null);
        if (revision == null || revision.facts().withdrawn() || !revision.runsOn(c.architecture())) {
            return c.refuse(Reason.NO_REVISION, "no revision " + number + " for " + c.architecture());
        }
        Reason barrier = c.barrier(revision);
        if (barrier != null) {
            return c.stay(null, barrier, "revision " + number);
        }
        c.propose(new Case.Candidate(revision, null, channelOf(c, revision), c.reason(), null));
        return null;
    }

    /** Where the revision is to be had, if it is, by those who have its data. */
    private static @Nullable String channelOf(Case c, CatalogRevision revision) {
        return c.snap()
                .channelOf(revision, c.architecture(), c.now)
                .map(Channel::toString)
                .orElse(null);
    }

    @Override
    public String saw(Case c) {
        return c.demanded() == 0
                ? "no number is demanded, the channel tells"
                : "revision " + c.demanded() + " is demanded, "
                        + (c.findCandidate().isPresent() ? "and can be had" : "and cannot be had");
    }
}
