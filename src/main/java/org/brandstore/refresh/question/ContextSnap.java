package org.brandstore.refresh.question;

import java.util.List;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.snap.metadata.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * One installed snap as a refresh request tells it (device-api.md 6.1).
 *
 * @param installed what is installed
 * @param epoch of its data
 * @param cohortKey the cohort it is in, or null
 * @param ignoresValidation whether validation sets and gating are lifted for it
 * @param validationSets the keys of the sets that it obeys, as the client spells them
 */
public record ContextSnap(
        InstalledSnap installed,
        Epoch epoch,
        @Nullable String cohortKey,
        boolean ignoresValidation,
        List<List<String>> validationSets) {
    public ContextSnap {
        validationSets = List.copyOf(validationSets);
    }

    /** A snap under no set. */
    public ContextSnap(InstalledSnap installed, Epoch epoch, @Nullable String cohortKey, boolean ignoresValidation) {
        this(installed, epoch, cohortKey, ignoresValidation, List.of());
    }
}
