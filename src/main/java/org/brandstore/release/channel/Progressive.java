package org.brandstore.release.channel;

import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * To which share of the devices that follow a channel a revision is released.
 *
 * @param percentage 1 to 100
 * @param paused whether no further device is to get it; those that run it already go on doing so
 */
public record Progressive(int percentage, boolean paused) {
    private static final int ALL = 100;

    /** Every device that follows the channel. */
    public static final Progressive WHOLE = new Progressive(ALL, false);

    public Progressive {
        if (percentage < 1 || percentage > ALL) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot release to " + percentage + " percent of the devices: it must be 1 to " + ALL);
        }
        if (percentage == ALL && paused) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot pause a release to all devices: release to a share of them first");
        }
    }

    public boolean isWhole() {
        return percentage == ALL;
    }

    /** Whether no device that does not get the revision now would get it then. */
    boolean isWithin(Progressive present) {
        return percentage <= present.percentage && (paused || !present.paused);
    }
}
