package org.brandstore.snap;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.metadata.Confinement;
import org.brandstore.snap.metadata.Epoch;
import org.brandstore.snap.metadata.Grade;
import org.brandstore.snap.metadata.SnapType;

/**
 * One accepted file of a snap, for ever: the number is never given to another file.
 *
 * @param size of the file in bytes
 * @param provenance under which authority's word the file stands (assertions.md 3.8); {@code global-upload} unless the file says otherwise
 * @param snapYaml {@code meta/snap.yaml} as it is in the file
 * @param plugs the interfaces that the snap plugs into, sorted
 * @param slots the interfaces that it offers, sorted
 * @param withdrawn whether it must not be released any more
 */
public record SnapRevision(
        SnapId snap,
        Revision revision,
        Sha3_384 digest,
        long size,
        String version,
        SnapType type,
        List<Architecture> architectures,
        Optional<SnapName> base,
        Epoch epoch,
        Confinement confinement,
        Grade grade,
        String provenance,
        String title,
        String summary,
        String description,
        String snapYaml,
        List<String> plugs,
        List<String> slots,
        PersonId uploadedBy,
        Instant createdAt,
        boolean withdrawn) {
    /** The provenance of a file that names none. */
    public static final String DEFAULT_PROVENANCE = "global-upload";

    public SnapRevision {
        architectures = List.copyOf(architectures);
        plugs = List.copyOf(plugs);
        slots = List.copyOf(slots);
    }
}
