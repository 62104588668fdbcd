package org.brandstore.event;

import java.util.Set;
import org.brandstore.event.change.StoreChanged;

/**
 * Something that is kept in memory and read from the database. It is read at the start, after each change that concerns
 * it, and now and then without one; a reading that fails is repeated until one succeeds.
 */
public interface DerivedState {
    /** For logs and metrics, such as {@code revoked-serials}. */
    String name();

    /** Whether a change may make what is in memory stale. */
    boolean concerns(StoreChanged change);

    /** Reads the present state; what was there stays until this has succeeded. Never called twice at once. */
    void read();

    /**
     * Reads what some changes are about.
     *
     * @param changes all that concern it since the last reading that succeeded; told at least once, and in no order
     */
    default void read(Set<StoreChanged> changes) {
        read();
    }

    /** Reads anew without a change, all or the next part of it: whatever was missed, nobody knows how, ends with that. */
    default void reread() {
        read();
    }
}
