package org.brandstore.event;

import java.util.HashMap;
import java.util.Map;

/**
 * How far this replica has read the outbox. Transactions are numbered in the order in which they began to write. Of those
 * below the horizon, which the database tells with each look, none is running any more: what they wrote was seen in that
 * look, or never will be there. So the next look begins at the horizon, and what was above it and visible already is
 * remembered until the horizon has passed it.
 */
final class OutboxCursor {
    private long from;
    private final Map<Long, Long> deliveredAbove = new HashMap<>();

    /** @param horizon from a look before anything was read that depends on the outbox */
    OutboxCursor(long horizon) {
        this.from = horizon;
    }

    /** Where to look from: events of this transaction and later ones. */
    long from() {
        return from;
    }

    /** True the first time an event is given. */
    boolean isNew(long id, long transaction) {
        return deliveredAbove.putIfAbsent(id, transaction) == null;
    }

    /**
     * After all events of a look were given.
     *
     * @return false if the database does not remember what this replica has seen: another one has taken its place
     */
    boolean advance(long horizon) {
        boolean sane = horizon >= from;
        from = horizon;
        deliveredAbove.values().removeIf(transaction -> transaction < horizon);
        return sane;
    }
}
