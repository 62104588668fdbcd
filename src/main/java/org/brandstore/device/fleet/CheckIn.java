package org.brandstore.device.fleet;

import java.time.Instant;
import java.util.List;
import org.brandstore.device.DeviceRef;

/**
 * What one device said it runs.
 *
 * @param fingerprint of the snaps and of what was asked: the same on every replica and for ever, because it is kept
 */
public record CheckIn(DeviceRef device, List<InstalledSnap> snaps, long fingerprint, Instant at) {
    /** Of objects and texts, beside the characters. */
    private static final int OVERHEAD = 200;

    private static final int MAX_TEXT = 200;

    public CheckIn {
        snaps = List.copyOf(snaps);
    }

    /** Whether a text of a device can be kept: it may say anything. */
    public static boolean isKeepable(String text) {
        return text.length() <= MAX_TEXT && text.chars().allMatch(c -> c >= ' ' && c < 0x7F);
    }

    /** About how much memory it takes. */
    public long bytes() {
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
}
