package org.brandstore.update;

import java.util.List;
import java.util.Optional;
import org.brandstore.naming.Architecture;
import org.brandstore.release.channel.Pointer;
import org.brandstore.snap.SnapRevision;

/**
 * What a release takes the place of.
 *
 * @param architectures the devices' architectures for which this is so
 * @param pointer what devices that follow the channel get now: from the channel itself, or from a safer one
 * @param current its revision
 * @param difference empty if there is nothing yet
 */
public record Replacement(
        List<Architecture> architectures,
        Optional<Pointer> pointer,
        Optional<SnapRevision> current,
        Optional<RevisionDifference> difference) {
    public Replacement {
        architectures = List.copyOf(architectures);
    }
}
