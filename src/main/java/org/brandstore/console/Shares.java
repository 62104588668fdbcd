package org.brandstore.console;

import org.brandstore.release.channel.Progressive;

/** Shares of a fleet for people. */
public final class Shares {
    private Shares() {}

    /** Such as {@code 25 %} or {@code 25 %, paused}. */
    public static String of(Progressive share) {
        return share.percentage() + "\u202f%" + (share.paused() ? ", paused" : "");
    }

    /** Such as {@code 25 % of the devices}; empty if all are meant. */
    public static String ofDevices(Progressive share) {
        return share.isWhole()
                ? ""
                : share.percentage() + "\u202f% of the devices" + (share.paused() ? ", paused" : "");
    }
}
