package org.brandstore.device.fleet;

import java.util.List;

/** What the store keeps of a device that has told what it runs. */
public final class SeededInventory {
    private SeededInventory() {}

    /** Of a device that runs these snaps, all at one revision from {@code latest/stable} and refreshed at one time. */
    public static long fingerprint(List<String> snapIds, int revision, String refreshed) {
        return CheckIn.fingerprint(snapIds.stream()
                .map(id -> new InstalledSnap(id, id, revision, "latest/stable", refreshed, List.of()))
                .toList());
    }
}
