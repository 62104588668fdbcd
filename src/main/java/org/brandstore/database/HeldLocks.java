package org.brandstore.database;

import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What one transaction holds. */
final class HeldLocks {
    private final Map<Lock, NavigableSet<String>> held = new EnumMap<>(Lock.class);
    private final Map<Lock, NavigableSet<String>> made = new EnumMap<>(Lock.class);

    boolean holds(Lock lock, String key) {
        return Stream.of(held, made)
                .anyMatch(locks -> locks.getOrDefault(lock, new TreeSet<>()).contains(key));
    }

    /** Notes what this transaction has made: nobody else sees it, so nobody waits for it. */
    void make(Lock lock, String key) {
        made.computeIfAbsent(lock, kind -> new TreeSet<>()).add(key);
    }

    /** Notes a lock. */
    void add(Lock lock, String key) {
        held.computeIfAbsent(lock, kind -> new TreeSet<>()).add(key);
    }

    /** What is wrong with taking a lock now; empty if it is in order, or held already. */
    Optional<String> objection(Lock lock, String key) {
        if (holds(lock, key)) {
            return Optional.empty();
        }
        if (lock.under().isPresent()) {
            return lock.under()
                    .filter(outer -> !held.containsKey(outer))
                    .map(outer -> lock + " is taken only by who holds " + outer);
        }
        Optional<String> later = held.keySet().stream()
                .filter(other -> other.under().isEmpty() && other.compareTo(lock) > 0)
                .findFirst()
                .map(other -> lock + " comes before " + other);
        return later.or(() -> sameKind(lock, key));
    }

    /** Rows that one statement locks are put in order by it; they are noted without a key. */
    private Optional<String> sameKind(Lock lock, String key) {
        NavigableSet<String> keys = held.get(lock);
        return keys == null
                        || key.isEmpty()
                        || lock.isInAnyOrder()
                        || keys.last().compareTo(key) < 0
                ? Optional.empty()
                : Optional.of(lock + " " + key + " comes before " + lock + " " + keys.last());
    }
}
