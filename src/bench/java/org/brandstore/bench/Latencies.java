package org.brandstore.bench;

import java.util.concurrent.TimeUnit;

/** Counts durations in classes of at most three percent width. */
final class Latencies {
    private static final int STEPS = 32;

    private final long[] counts = new long[64 * STEPS];
    private long total;

    void add(long nanos) {
        counts[index(Math.max(nanos, 1))]++;
        total++;
    }

    long count() {
        return total;
    }

    /** The duration in milliseconds that this share of all stays below. */
    double millis(double share) {
        long wanted = (long) Math.ceil(total * share);
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= wanted && seen > 0) {
                return (double) upper(i) / TimeUnit.MILLISECONDS.toNanos(1);
            }
        }
        return 0;
    }

    private static int index(long nanos) {
        int power = 63 - Long.numberOfLeadingZeros(nanos);
        if (power < 5) {
            return (int) nanos;
        }
        return (power - 4) * STEPS + (int) (nanos >>> (power - 5)) - STEPS;
    }

    private static long upper(int index) {
        if (index < STEPS) {
            return index;
        }
        int power = index / STEPS + 4;
        return ((long) (index % STEPS) + STEPS + 1) << (power - 5);
    }
}
