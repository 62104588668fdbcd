package org.brandstore.naming;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Keys of rows: UUIDs of version 7, whose order is that of their making, so that indexes grow at one end. */
public final class TimeOrderedId {
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private TimeOrderedId() {}

    /** A new id: 48 bits of milliseconds, then 74 bits of chance. */
    public static UUID next(Instant now, SecureRandom random) {
        long high = (now.toEpochMilli() << 16) | VERSION | (random.nextInt() & 0xfffL);
        long low = VARIANT | (random.nextLong() & 0x3fff_ffff_ffff_ffffL);
        return new UUID(high, low);
    }
}
