package org.brandstore.security.login;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Counts what happens to each key in a window that begins with the first event. At most so many keys are kept: when there
 * are more, the one whose window began first is forgotten.
 */
final class WindowCounter {
    private record Count(Instant since, int events) {}

    private final int limit;
    private final Duration window;
    private final int maxKeys;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Count> counts = new LinkedHashMap<>();

    /** @param limit how many events of one key are well within the window */
    WindowCounter(int limit, Duration window, int maxKeys, Clock clock) {
        this.limit = limit;
        this.window = window;
        this.maxKeys = maxKeys;
        this.clock = clock;
    }

    /** How long the key has to wait; zero if its events are below the limit. */
    Duration wait(String key) {
        lock.lock();
        try {
            Count count = counts.get(key);
            if (count == null || !isRecent(count) || count.events() < limit) {
                return Duration.ZERO;
            }
            return Duration.between(clock.instant(), count.since().plus(window));
        } finally {
            lock.unlock();
        }
    }

    void add(String key) {
        lock.lock();
        try {
            Count count = counts.get(key);
            if (count != null && isRecent(count)) {
                counts.put(key, new Count(count.since(), count.events() + 1));
            } else {
                counts.remove(key); // so that the order stays that of the windows
                counts.put(key, new Count(clock.instant(), 1));
            }
            forgetOldest();
        } finally {
            lock.unlock();
        }
    }

    void forget(String key) {
        lock.lock();
        try {
            counts.remove(key);
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return counts.size();
        } finally {
            lock.unlock();
        }
    }

    private void forgetOldest() {
        Iterator<Map.Entry<String, Count>> oldest = counts.entrySet().iterator();
        while (counts.size() > maxKeys) {
            oldest.next();
            oldest.remove();
        }
    }

    private boolean isRecent(Count count) {
        return count.since().plus(window).isAfter(clock.instant());
    }
}
