package org.brandstore.channel;

import java.time.Instant;
import java.util.Optional;

/**
 * One move of a channel.
 *
 * @param at when
 * @param revision what it has pointed to from then on; empty where it was closed
 */
public record Move<R>(Instant at, Optional<R> revision) {
    public static <R> Move<R> to(R revision, Instant at) {
        return new Move<>(at, Optional.of(revision));
    }

    public static <R> Move<R> closed(Instant at) {
        return new Move<>(at, Optional.empty());
    }

    boolean isOpening() {
        return revision.isPresent();
    }
}
