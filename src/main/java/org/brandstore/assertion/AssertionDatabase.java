package org.brandstore.assertion;

import java.util.List;
import java.util.Optional;

/**
 * Verified assertions, append-only. The trusted set is part of it: found by every lookup, never replaced
 * (assertions.md 2.6).
 */
public interface AssertionDatabase extends AssertionLookup {

    /**
     * Verifies and appends. Bytes that are held already are no error, even if a later revision exists.
     *
     * @throws AssertionException if it does not verify, or is not newer than what is held; then nothing has changed
     */
    AddOutcome add(Assertion assertion);

    /**
     * Adds a batch in the order of its prerequisites, whatever its own order. Members which are not newer than what is
     * held are passed over (assertions.md 2.3).
     *
     * @return the outcomes in the order of the batch
     * @throws AssertionException if a member does not verify; then nothing of the batch has been added
     */
    List<AddOutcome> addAll(List<Assertion> batch);

    /** The highest revision among those with at most this format (assertions.md 2.2). */
    Optional<Assertion> find(AssertionRef ref, int maxFormat);

    /**
     * The highest revisions with at most this format of all assertions that share the key. There is more than one only
     * where the key is the digest of a file that several snaps hold; then each speaks of its own snap, and whoever shows
     * them chooses.
     */
    List<Assertion> findEach(AssertionRef ref, int maxFormat);

    /**
     * A member of a sequence.
     *
     * @param sequenceKey the primary key without its last header
     * @throws IllegalArgumentException if the type forms no sequences
     */
    Optional<Assertion> findSequence(AssertionType type, List<String> sequenceKey, SequencePoint point, int maxFormat);

    /** Every revision and format ever added, in the order of adding. */
    List<Assertion> history(AssertionRef ref);
}
