package org.brandstore.device.fleet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.brandstore.naming.Channel;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.NameRules;
import org.jspecify.annotations.Nullable;

/** One instance of a snap as it is kept of a check-in. */
record InventoryRow(CheckIn checkIn, InstalledSnap snap) {
    private static final String LINES = "\n";

    /** What can be kept: a device may say anything, but one bad entry must not cost the others theirs. */
    static List<InventoryRow> of(CheckIn checkIn) {
        Set<String> keys = new HashSet<>();
        List<InventoryRow> rows = new ArrayList<>();
        for (InstalledSnap snap : checkIn.snaps()) {
            boolean fit = NameRules.isSnapId(snap.snapId())
                    && snap.revision() >= 1
                    && CheckIn.isKeepable(snap.instanceKey())
                    && CheckIn.isKeepable(snap.trackingChannel())
                    && (snap.refreshedDate() == null || CheckIn.isKeepable(snap.refreshedDate()))
                    && snap.heldBy().stream().allMatch(CheckIn::isKeepable);
            if (fit && keys.add(snap.instanceKey())) {
                rows.add(new InventoryRow(checkIn, snap));
            }
        }
        return rows;
    }

    /** The full spelling, so that the same channel is one value. */
    String channel() {
        String tracking = snap.trackingChannel();
        try {
            return Channel.parse(tracking).toString();
        } catch (InvalidNameException e) {
            return tracking;
        }
    }

    /** One to a line. */
    @Nullable String heldBy() {
        List<String> holders = snap.heldBy();
        return holders.isEmpty() ? null : String.join(LINES, holders);
    }
}
