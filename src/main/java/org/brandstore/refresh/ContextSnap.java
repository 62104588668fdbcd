package org.brandstore.refresh;

import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.snap.file.Epoch;
import org.jspecify.annotations.Nullable;

/**
 * One installed snap as a refresh request tells it (device-api.md 6.1).
 *
 * @param installed what is installed
 * @param epoch of its data
 * @param cohortKey the cohort it is in, or null
 * @param ignoresValidation whether validation sets and gating are lifted for it
 */
public record ContextSnap(
        InstalledSnap installed, Epoch epoch, @Nullable String cohortKey, boolean ignoresValidation) {}
