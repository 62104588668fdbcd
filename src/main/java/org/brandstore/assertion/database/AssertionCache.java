package org.brandstore.assertion.database;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.brandstore.assertion.Assertion;

/** The assertions that were read last, by the number of their row. A row never changes, so nothing goes stale here. */
final class AssertionCache {
    private static final int MAX_ENTRIES = 2_000;
    private static final int MAX_BYTES_EACH = 16 * 1024;

    private final ReentrantLock lock = new ReentrantLock();

    private final Map<Long, Assertion> recent = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Assertion> eldest) {
            return size() > MAX_ENTRIES;
        }
    };

    Optional<Assertion> find(long id) {
        lock.lock();
        try {
            return Optional.ofNullable(recent.get(id));
        } finally {
            lock.unlock();
        }
    }

    void put(long id, Assertion assertion) {
        if (assertion.encodedLength() > MAX_BYTES_EACH) {
            return;
        }
        lock.lock();
        try {
            recent.put(id, assertion);
        } finally {
            lock.unlock();
        }
    }
}
