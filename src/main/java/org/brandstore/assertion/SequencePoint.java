package org.brandstore.assertion;

/** Which member of a sequence is meant (assertions.md 2.5). */
public sealed interface SequencePoint {

    /** The member with the highest number that can be served. */
    record Latest() implements SequencePoint {}

    /** @param sequence the number of the member, 1 or more */
    record Pinned(int sequence) implements SequencePoint {
        public Pinned {
            if (sequence < 1) {
                throw new IllegalArgumentException("cannot pin sequence " + sequence + ": it must be 1 or more");
            }
        }
    }

    static SequencePoint latest() {
        return new Latest();
    }

    static SequencePoint pinned(int sequence) {
        return new Pinned(sequence);
    }
}
