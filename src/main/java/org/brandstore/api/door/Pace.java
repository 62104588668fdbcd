package org.brandstore.api.door;

import java.util.concurrent.TimeUnit;

/** Judges whether bytes that only a client can move move fast enough. Time in which it waited for us does not count. */
final class Pace {
    private final long patienceNanos;
    private final long bytesPerSecond;
    private long bytes;
    private long waitedNanos;

    /**
     * @param patienceNanos how long it may lag behind
     * @param bytesPerSecond the least rate; at least 1
     */
    Pace(long patienceNanos, long bytesPerSecond) {
        this.patienceNanos = patienceNanos;
        this.bytesPerSecond = bytesPerSecond;
    }

    void begin() {
        bytes = 0;
        waitedNanos = 0;
    }

    void moved(long more) {
        bytes += more;
    }

    /** So long we waited for the client. */
    void waited(long nanos) {
        waitedNanos += nanos;
    }

    boolean isTooSlow() {
        return waitedNanos - patienceNanos > bytes * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
    }
}
