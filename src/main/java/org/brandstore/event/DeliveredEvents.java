package org.brandstore.event;

import java.util.TreeSet;

/**
 * Which outbox ids were delivered lately. Ids are drawn before the commit, so a lower id may become visible after a
 * higher one; the window is what the poll looks back over to find such late ones.
 */
final class DeliveredEvents {
    static final long WINDOW = 1_000;

    private final TreeSet<Long> recent = new TreeSet<>();
    private long floor;

    /** @param newest everything up to this id, less the window, counts as delivered */
    DeliveredEvents(long newest) {
        this.floor = Math.max(0, newest - WINDOW);
        for (long id = floor + 1; id <= newest; id++) {
            recent.add(id);
        }
    }

    /** True the first time an id is given. */
    boolean isNew(long id) {
        if (id <= floor || !recent.add(id)) {
            return false;
        }
        while (recent.size() > 2 * WINDOW) {
            floor = recent.pollFirst();
        }
        return true;
    }

    /** Where the poll starts to look: ids above this one. */
    long pollFrom() {
        return recent.isEmpty() ? floor : Math.max(floor, recent.last() - WINDOW);
    }
}
