package org.brandstore.approval;

import java.util.UUID;

/** What became of a change that somebody wants. */
public sealed interface Outcome {
    /** It has happened. */
    record Done() implements Outcome {}

    /**
     * Other people have to approve it first.
     *
     * @param needed how many
     * @param title what they are asked for
     */
    record Waiting(UUID proposal, int needed, String title) implements Outcome {}

    /** Whether it has happened. */
    default boolean isDone() {
        return this instanceof Done;
    }
}
