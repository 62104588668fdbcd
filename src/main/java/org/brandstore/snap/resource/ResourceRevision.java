package org.brandstore.snap.resource;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.metadata.ComponentType;

/**
 * One accepted file of a component, for ever: the number is never given to another file.
 *
 * @param name of the component within its snap
 * @param size of the file in bytes
 * @param version as the file says, else that of the snap it came with first
 * @param copyOf the revision whose content it has, in other bytes; empty for a file that somebody made
 * @param uploader who sent it, or what it is a copy of
 * @param provenance the same as that of the snap revisions it goes with (assertions.md 3.11)
 */
public record ResourceRevision(
        SnapId snap,
        SnapName name,
        Revision revision,
        Sha3_384 digest,
        long size,
        ComponentType type,
        String version,
        String provenance,
        Optional<Revision> copyOf,
        PersonId uploader,
        Instant createdAt) {}
