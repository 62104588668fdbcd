package org.brandstore.refresh;

import org.jspecify.annotations.Nullable;

/**
 * Which revision of a snap is asked for, in the client's own spelling.
 *
 * @param channel the channel, or null if none was named
 * @param revision the pinned revision, or 0 if none was named
 * @param cohortKey the cohort, or null
 * @param ignoresValidation whether validation sets and gating are to be lifted
 */
public record Wish(
        @Nullable String channel, int revision, @Nullable String cohortKey, boolean ignoresValidation) {
    /** Nothing named: the snap's default channel. */
    public static final Wish DEFAULT = new Wish(null, 0, null, false);
}
