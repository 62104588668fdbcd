package org.brandstore.release.channel;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/**
 * What one channel offers to one architecture now. Where a channel has a pointer for the device's architecture and one
 * for {@code all}, the one for the architecture counts: a release for {@code all} removes the others, so whatever
 * stands beside it came later.
 *
 * @param expiresAt when a branch closes by itself; never set for a channel without a branch
 */
public record Pointer(
        SnapId snap,
        Architecture architecture,
        Channel channel,
        Revision revision,
        Instant releasedAt,
        Optional<Instant> expiresAt) {

    /** Whether the pointer still counts at the given moment. */
    public boolean isOpen(Instant now) {
        return expiresAt.isEmpty() || expiresAt.get().isAfter(now);
    }
}
