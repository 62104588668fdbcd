package org.brandstore.refresh.question;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which revision of a snap is asked for, in the client's own spelling.
 *
 * @param channel the channel, or null if none was named
 * @param revision the pinned revision, or 0 if none was named
 * @param cohortKey the cohort, or null
 * @param ignoresValidation whether validation sets and gating are to be lifted, or null if nothing was said
 * @param validationSets the keys of the sets that the device obeys for this snap, as the client spells them
 */
public record WantedRevision(
        @Nullable String channel,
        int revision,
        @Nullable String cohortKey,
        @Nullable Boolean ignoresValidation,
        List<List<String>> validationSets) {
    /** Nothing named: the snap's default channel. */
    public static final WantedRevision DEFAULT = new WantedRevision(null, 0, null);

    public WantedRevision {
        validationSets = List.copyOf(validationSets);
    }

    /** A wish that says nothing of validation. */
    public WantedRevision(@Nullable String channel, int revision, @Nullable String cohortKey) {
        this(channel, revision, cohortKey, null, List.of());
    }
}
