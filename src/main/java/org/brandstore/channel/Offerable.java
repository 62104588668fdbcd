package org.brandstore.channel;

import org.brandstore.snap.metadata.Epoch;

/** A revision, as far as what a channel offers depends on it. Two of one snap are equal if and only if they are the same. */
public interface Offerable {
    Epoch epoch();

    /** Whether it must not be offered any more. */
    boolean isWithdrawn();
}
