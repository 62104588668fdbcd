package org.brandstore.refresh;

import org.brandstore.delta.OfferedDelta;

/** Whether an offer comes with a delta from what is installed. */
public sealed interface DeltaChoice {
    /** No delta is possible, or the client can use none. */
    DeltaChoice NONE = new None();

    record None() implements DeltaChoice {}

    /** The delta to download instead of the whole file. */
    record Ready(OfferedDelta delta) implements DeltaChoice {}

    /**
     * There is none yet; this device takes the whole file, and the next one need not.
     *
     * @param source the revision that is installed
     */
    record Missing(int source) implements DeltaChoice {}
}
