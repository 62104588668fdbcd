package org.brandstore.device.fleet;

import java.time.Instant;
import java.util.List;
import org.brandstore.device.DeviceRef;

/**
 * What one device said it runs.
 *
 * @param fingerprint of the snaps: the same on every replica and for ever, because it is kept
 */
record CheckIn(DeviceRef device, List<InstalledSnap> snaps, long fingerprint, Instant at) {
    private static final long FNV_START = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    /** Of objects and texts, beside the characters. */
    private static final int OVERHEAD = 200;

    CheckIn {
        snaps = List.copyOf(snaps);
    }

    /**
     * A number that changes when the snaps do, all but surely. Every device's poll makes it, so it is made of the texts'
     * hashes, which Java defines for ever and computes many characters at a time.
     */
    static long fingerprint(List<InstalledSnap> snaps) {
        long mix = FNV_START;
        for (InstalledSnap snap : snaps) {
            mix = mix(mix, snap.instanceKey().hashCode());
            mix = mix(mix, snap.snapId().hashCode());
            mix = mix(mix, snap.trackingChannel().hashCode());
            mix = mix(
                    mix, snap.refreshedDate() == null ? 0 : snap.refreshedDate().hashCode());
            for (String holder : snap.heldBy()) {
                mix = mix(mix, holder.hashCode());
            }
            mix = mix(mix, snap.heldBy().size());
            mix = mix(mix, snap.revision());
        }
        return mix;
    }

    private static long mix(long start, int number) {
        long mix = (start ^ number) * FNV_PRIME;
        return mix ^ (mix >>> 32);
    }

    /** About how much memory it takes. */
    long bytes() {
        long bytes = OVERHEAD;
        for (InstalledSnap snap : snaps) {
            bytes += OVERHEAD
                    + snap.instanceKey().length()
                    + snap.snapId().length()
                    + snap.trackingChannel().length()
                    + (snap.refreshedDate() == null ? 0 : snap.refreshedDate().length());
            for (String holder : snap.heldBy()) {
                bytes += OVERHEAD + holder.length();
            }
        }
        return bytes;
    }

    /** Starts from a number of one's own, so that nobody outside can make two devices look the same. */
    static long mix(long start, String text) {
        long mix = start;
        for (int i = 0; i < text.length(); i++) {
            mix = (mix ^ text.charAt(i)) * FNV_PRIME;
        }
        return (mix ^ 0xFF) * FNV_PRIME;
    }
}
