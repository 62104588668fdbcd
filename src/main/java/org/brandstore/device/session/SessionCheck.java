package org.brandstore.device.session;

import org.brandstore.device.DeviceIdentity;

/** What a session token turns out to be. */
public sealed interface SessionCheck {
    /** The device is who it says. */
    record Valid(DeviceIdentity device) implements SessionCheck {}

    /** It was ours, but its time is over: a new session heals it. */
    record Expired() implements SessionCheck {}

    /** It is not ours, or was changed: a new session heals it, if the device can get one. */
    record Invalid() implements SessionCheck {}

    /** The serial was revoked: no session of this device works any more. */
    record Revoked(DeviceIdentity device) implements SessionCheck {}
}
