package org.brandstore.delta;

import java.util.Map;
import java.util.Optional;

/**
 * All deltas that can be had, at one moment. Immutable. Who may see one is not decided here: a delta is offered, and given
 * out, only together with the revision that it makes.
 */
public final class ReadyDeltas {
    /** There is none. */
    public static final ReadyDeltas NONE = new ReadyDeltas(Map.of());

    private final Map<Step, OfferedDelta> ready;

    record Step(String snap, int source, int target) {}

    ReadyDeltas(Map<Step, OfferedDelta> ready) {
        this.ready = Map.copyOf(ready);
    }

    /** The delta from one revision to another. */
    public Optional<OfferedDelta> find(String snap, int source, int target) {
        return ready.isEmpty() ? Optional.empty() : Optional.ofNullable(ready.get(new Step(snap, source, target)));
    }
}
