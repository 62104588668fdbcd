package org.brandstore.console.overview;

import java.util.List;

/**
 * A store and its fleet on the overview.
 *
 * @param lastSeen in ISO 8601; empty if no device ever asked for updates
 */
record StoreOverview(
        String id,
        String name,
        String brand,
        long devices,
        long seenLately,
        String lastSeen,
        long upToDate,
        long following,
        int percent,
        List<SnapView> snaps) {

    /**
     * @param channels the four risk levels of the default track, then what else is open
     * @param devices how many run the snap
     * @param upToDate how many of them run what their channel offers
     */
    record SnapView(
            String name,
            String title,
            List<ChannelView> channels,
            long devices,
            long upToDate,
            int percent,
            List<Share> shares) {}

    /** @param version empty if the channel is closed */
    record ChannelView(String name, String version, String revision, boolean open) {}

    /**
     * The devices that run one revision, as a part of a bar.
     *
     * @param x where the part begins, such as {@code 40%}
     * @param width how wide it is, likewise
     * @param tone {@code current} if it is what all of these devices' channels offer, else {@code behind}
     */
    record Share(String version, String revision, long devices, String x, String width, String tone) {}
}
