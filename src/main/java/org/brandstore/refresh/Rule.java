package org.brandstore.refresh;

import org.jspecify.annotations.Nullable;

/** One thing that a decision depends on. The rules are asked in one order, the first that settles the matter wins. */
interface Rule {
    /** For traces: a word or two. */
    String name();

    /**
     * Looks at a case and either settles it or notes in it what the rules after this one need.
     *
     * @return the answer, or null to pass the case on
     */
    @Nullable RefreshDecision settle(Case c);

    /** What this rule has seen, for a person who asks why; called after {@link #settle}. */
    String saw(Case c);
}
