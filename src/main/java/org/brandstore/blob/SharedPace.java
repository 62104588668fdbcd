package org.brandstore.blob;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Shares the processor between the files that are being written, and between them and those who wait for a short answer.
 * One file alone is written as fast as can be. Several take turns, piece by piece, on half of the cores, and rest after
 * each turn for twice as long as it took: a device that asks meanwhile finds a core that is free, or soon will be.
 */
final class SharedPace {
    /** A piece that took longer was waiting for the disk, not using the processor. */
    private static final long LONGEST_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** How many times as long as a turn the rest after it is. */
    private static final int REST = 2;

    private final Semaphore turns;
    private final AtomicInteger files = new AtomicInteger();

    SharedPace() {
        this(Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }

    /** @param atOnce how many have their turn at the same time */
    SharedPace(int atOnce) {
        this.turns = new Semaphore(atOnce, true);
    }

    /** A piece of work on one file. */
    @FunctionalInterface
    interface Step<E extends Exception> {
        void run() throws E;
    }

    /** One file more is being written. */
    void enter() {
        files.incrementAndGet();
    }

    /** One file less is being written. */
    void leave() {
        files.decrementAndGet();
    }

    /** Runs some work of a fraction of a millisecond when it is its turn; no turn may be taken inside. */
    <E extends Exception> void take(Step<E> step) throws E {
        if (files.get() <= 1) {
            step.run();
            return;
        }
        turns.acquireUninterruptibly();
        try {
            long start = System.nanoTime();
            step.run();
            LockSupport.parkNanos(Math.min(REST * (System.nanoTime() - start), LONGEST_REST_NANOS));
        } finally {
            turns.release();
        }
    }
}
