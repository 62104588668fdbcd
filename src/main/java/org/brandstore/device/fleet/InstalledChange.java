package org.brandstore.device.fleet;

import java.time.Instant;
import org.brandstore.device.DeviceRef;
import org.jspecify.annotations.Nullable;

/**
 * A difference between what a device said and what it had said before, for one instance of a snap.
 *
 * @param revision what it has now, 0 if it has the snap no more
 * @param was what it had, 0 if it had not the snap
 * @param refreshed when it says that the present revision came, in its own words, or null
 * @param at when it said so
 */
public record InstalledChange(
        DeviceRef device,
        String instanceKey,
        String snapId,
        int revision,
        int was,
        @Nullable String refreshed,
        Instant at) {}
