package org.brandstore.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what replicas come to know by themselves, such as what another transaction has changed. */
public final class Eventually {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final int PAUSE_MILLIS = 20;

    private Eventually() {}

    /** Something that fails as long as it does not hold. */
    @FunctionalInterface
    public interface Assertion {
        void holds();
    }

    /** Returns once the assertion holds; fails as the assertion does if it does not within half a minute. */
    public static void holds(Assertion assertion) {
        Instant until = Instant.now().plus(LONGEST);
        while (true) {
            try {
                assertion.holds();
                return;
            } catch (AssertionError e) {
                if (Instant.now().isAfter(until)) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** Asks until the answer is as it is to be, and returns it; returns the last one if it never is within half a minute. */
    public static <T> T becomes(Supplier<T> asked, Predicate<T> wanted) {
        Instant until = Instant.now().plus(LONGEST);
        T answer = asked.get();
        while (!wanted.test(answer) && Instant.now().isBefore(until)) {
            pause();
            answer = asked.get();
        }
        return answer;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
