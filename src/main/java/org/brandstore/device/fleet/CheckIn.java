package org.brandstore.device.fleet;

import java.time.Instant;
import java.util.List;
import org.brandstore.device.DeviceRef;

/** What one device said it runs. */
record CheckIn(DeviceRef device, List<InstalledSnap> snaps, Instant at) {
    private static final long FNV_PRIME = 0x100000001b3L;

    CheckIn {
        snaps = List.copyOf(snaps);
    }

    /** A number that changes when the snaps do. */
    long fingerprint() {
        long mix = 0xcbf29ce484222325L;
        for (InstalledSnap snap : snaps) {
            mix = mix(mix, snap.instanceKey());
            mix = mix(mix, snap.snapId());
            mix = mix(mix, snap.trackingChannel());
            mix = mix(mix, snap.refreshedDate() == null ? "" : snap.refreshedDate());
            mix = mix(mix, String.join(" ", snap.heldBy()));
            mix = (mix ^ snap.revision()) * FNV_PRIME;
        }
        return mix;
    }

    private static long mix(long mix, String text) {
        long next = mix;
        for (int i = 0; i < text.length(); i++) {
            next = (next ^ text.charAt(i)) * FNV_PRIME;
        }
        return (next ^ 0xFF) * FNV_PRIME;
    }
}
