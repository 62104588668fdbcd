package org.brandstore.release;

import java.time.Instant;
import java.util.Optional;

/** How far a release that needs approval has come. The first two are open, the others are final. */
public sealed interface RequestState {
    /** The word in the database and in APIs. */
    default String word() {
        return switch (this) {
            case Waiting waiting -> "waiting";
            case Scheduled scheduled -> "scheduled";
            case Applied applied -> "applied";
            case Rejected rejected -> "rejected";
            case Superseded superseded -> "superseded";
        };
    }

    /** Whether it may still reach devices. */
    default boolean isOpen() {
        return this instanceof Waiting || this instanceof Scheduled;
    }

    /**
     * More approvals are needed.
     *
     * @param notBefore the time that those who approved so far have set; empty for at once
     */
    record Waiting(Optional<Instant> notBefore) implements RequestState {}

    /** Approved; devices see it from the given time on. */
    record Scheduled(Instant at) implements RequestState {}

    /** Devices have seen it from the given time on. */
    record Applied(Instant at) implements RequestState {}

    record Rejected(Instant at, String reason) implements RequestState {}

    /** A release that was asked for later reached the channel first. */
    record Superseded(Instant at) implements RequestState {}
}
