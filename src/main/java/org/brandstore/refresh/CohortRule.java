package org.brandstore.refresh;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.jspecify.annotations.Nullable;

/** A cohort sees the channel as it was when the cohort was made. */
final class CohortRule implements Rule {
    private final CohortKeys cohorts;

    CohortRule(CohortKeys cohorts) {
        this.cohorts = cohorts;
    }

    @Override
    public String name() {
        return "cohort";
    }

    @Override
    public @Nullable RefreshDecision settle(Case c) {
        String key = c.findCandidate().isPresent() ? null : key(c);
        if (key == null) {
            return null;
        }
        Optional<Instant> made = cohorts.read(key, c.snap().id());
        made.ifPresent(c::join);
        return made.isPresent()
                ? null
                : c.refuse(Reason.BAD_COHORT, "the cohort key is not one of this store for this snap");
    }

    /** The action wins where it names a channel of its own; a bare refresh stays in the cohort of the context. */
    private static @Nullable String key(Case c) {
        String key = c.action.wish().cohortKey();
        if (key != null || c.installed == null || c.action.wish().channel() != null) {
            return key;
        }
        return c.installed.cohortKey();
    }

    @Override
    public String saw(Case c) {
        Instant cohort = c.cohort();
        return cohort == null ? "no cohort" : "the channel counts as it was at " + cohort;
    }
}
