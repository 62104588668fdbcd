package org.brandstore.device;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Limits how often one device is answered, in a fixed amount of memory. Each device has a place by a hash that nobody
 * outside can foresee; two devices may share one, which at sensible limits neither of them notices.
 */
final class RateLimit {
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long seed;
    private final int perMinute;
    private final long gapMicros;
    private final Clock clock;
    /** When the requests that were let through would be over if they had come evenly, in microseconds since 1970. */
    private final AtomicLongArray evenUntil;

    /**
     * @param perMinute how many requests; 0 for no limit
     * @param places a power of two
     */
    RateLimit(int perMinute, int places, Clock clock, long seed) {
        this.perMinute = perMinute;
        this.gapMicros = perMinute == 0 ? 0 : TimeUnit.MINUTES.toMicros(1) / perMinute;
        this.clock = clock;
        this.seed = seed;
        this.evenUntil = new AtomicLongArray(perMinute == 0 ? 1 : places);
    }

    /** Whether the device may be answered now; counts the request if so. A minute's worth may come at once. */
    boolean admits(DeviceRef device) {
        if (perMinute == 0) {
            return true;
        }
        int place = (int) (hash(device) >>> 32) & (evenUntil.length() - 1);
        long now = TimeUnit.MILLISECONDS.toMicros(clock.millis());
        while (true) {
            long until = evenUntil.get(place);
            long next = Math.max(until, now) + gapMicros;
            if (next - now > TimeUnit.MINUTES.toMicros(1)) {
                return false;
            }
            if (evenUntil.compareAndSet(place, until, next)) {
                return true;
            }
        }
    }

    private long hash(DeviceRef device) {
        return mix(
                mix(mix(seed, device.serial().value()), device.model().value()),
                device.brand().value());
    }

    private static long mix(long start, String text) {
        long mix = start;
        for (int i = 0; i < text.length(); i++) {
            mix = (mix ^ text.charAt(i)) * FNV_PRIME;
        }
        return (mix ^ 0xFF) * FNV_PRIME;
    }
}
