package org.brandstore.observation;

import org.brandstore.device.DeviceRef;

/**
 * Remembers of a bounded number of devices what they said last, or were told of a snap, and when, in a few bytes each, so that a device that says
 * the same again soon costs nothing. Whoever is forgotten is news again, no more. May be used by many threads.
 *
 * <p>Devices are kept in groups by a hash; in a full group the one that called longest ago is forgotten.
 */
final class LastSaid {
    /** So many that hardly ever more devices than this fall to one group, even when as many are remembered as can be. */
    private static final int GROUP = 32;

    /** Places for each device: groups fill unevenly. */
    private static final int SPARE = 2;

    private static final int LOCKS = 64;
    private static final long FNV_PRIME = 0x100000001b3L;

    private final long seed;
    private final int groups;
    /** Of the device and of what it said. */
    private final long[] hashes;

    private final long[] contents;
    /** In milliseconds since 1970; 0 where nobody is remembered. */
    private final long[] seenAt;

    private final Object[] locks = new Object[LOCKS];

    /**
     * @param devices how many are remembered; of so many, one in some thousands may be forgotten early
     * @param seed a number that nobody outside knows
     */
    LastSaid(int devices, long seed) {
        this.seed = seed;
        long wanted = Math.ceilDiv((long) devices * SPARE, GROUP);
        this.groups = Math.toIntExact(Long.highestOneBit(Math.max(1, 2 * wanted - 1)));
        int slots = Math.multiplyExact(groups, GROUP);
        this.hashes = new long[slots];
        this.contents = new long[slots];
        this.seenAt = new long[slots];
        for (int i = 0; i < LOCKS; i++) {
            locks[i] = new Object();
        }
    }

    /**
     * Whether this is to be written down: the device says something else than before, or has not called for so long. If
     * so, it is remembered as if that were done.
     *
     * @param of the snap that it is about, empty for the device itself
     */
    boolean isNews(DeviceRef device, String of, long content, long nowMillis, long forMillis) {
        long hash = hash(device, of);
        int first = first(hash);
        synchronized (lock(first)) {
            int slot = slot(first, hash);
            boolean known = hashes[slot] == hash && seenAt[slot] != 0;
            if (known && contents[slot] == content && nowMillis - seenAt[slot] < forMillis) {
                return false;
            }
            hashes[slot] = hash;
            contents[slot] = content;
            seenAt[slot] = nowMillis;
            return true;
        }
    }

    /** Takes it back: what the device said was not written down. */
    void forget(DeviceRef device, String of) {
        long hash = hash(device, of);
        int first = first(hash);
        synchronized (lock(first)) {
            int slot = slot(first, hash);
            if (hashes[slot] == hash) {
                seenAt[slot] = 0;
            }
        }
    }

    /** Where the device is, or else the place that is free or was not used for the longest time. */
    private int slot(int first, long hash) {
        int oldest = first;
        for (int slot = first; slot < first + GROUP; slot++) {
            if (hashes[slot] == hash) {
                return slot;
            }
            if (seenAt[slot] < seenAt[oldest]) {
                oldest = slot;
            }
        }
        return oldest;
    }

    private int first(long hash) {
        return ((int) (hash >>> 32) & (groups - 1)) * GROUP;
    }

    private Object lock(int first) {
        return locks[first / GROUP % LOCKS];
    }

    private long hash(DeviceRef device, String of) {
        long mix = mix(seed, device.serial().value());
        mix = mix(mix, device.model().value());
        mix = mix(mix, device.brand().value());
        return of.isEmpty() ? mix : mix(mix, of);
    }

    /** Starts from a number of one's own, so that nobody outside can make two devices look the same. */
    private static long mix(long start, String text) {
        long mix = start;
        for (int i = 0; i < text.length(); i++) {
            mix = (mix ^ text.charAt(i)) * FNV_PRIME;
        }
        return (mix ^ 0xFF) * FNV_PRIME;
    }
}
