package org.brandstore.snap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.metadata.Confinement;
import org.brandstore.snap.metadata.Epoch;
import org.brandstore.snap.metadata.Grade;

/**
 * A file that a rule held back and that is no revision yet, with the number that it has all the same.
 *
 * @param size of the file in bytes
 * @param state what becomes of it
 */
public record HeldRevision(
        Revision revision,
        Sha3_384 digest,
        long size,
        String version,
        List<Architecture> architectures,
        Optional<SnapName> base,
        Epoch epoch,
        Confinement confinement,
        Grade grade,
        Instant createdAt,
        State state) {
    /** What becomes of it. */
    public enum State {
        /** a person must look at it */
        WAITING,
        /** it was let pass, or is looked at again */
        IN_REVIEW,
        /** it never becomes a revision */
        REJECTED
    }

    public HeldRevision {
        architectures = List.copyOf(architectures);
    }
}
