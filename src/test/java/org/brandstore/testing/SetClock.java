package org.brandstore.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that the test moves. */
public final class SetClock extends Clock {
    public static final Instant START = Instant.parse("2026-11-22T12:00:00Z");

    private Instant now = START;

    public void forward(Duration time) {
        now = now.plus(time);
    }

    /** @param time since {@link #START} */
    public void set(Duration time) {
        now = START.plus(time);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
