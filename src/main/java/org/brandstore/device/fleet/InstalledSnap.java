package org.brandstore.device.fleet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One snap instance that a device says it has, in the device's own words: nothing here has been checked.
 *
 * @param instanceKey unique on the device and stable; another than the snap id for a parallel instance
 * @param snapId the id of the snap
 * @param revision the revision number
 * @param trackingChannel the channel it follows
 * @param refreshedDate when it was refreshed, or null if the device does not say
 * @param heldBy who holds it back: {@code system} for the user, or names of snaps
 */
public record InstalledSnap(
        String instanceKey,
        String snapId,
        int revision,
        String trackingChannel,
        @Nullable String refreshedDate,
        List<String> heldBy) {
    public InstalledSnap {
        heldBy = List.copyOf(heldBy);
    }
}
