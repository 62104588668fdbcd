package org.brandstore.release;

import java.time.Instant;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.brandstore.event.change.ReleaseChange;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.release.channel.Progressive;
import org.brandstore.snap.Snap;

/**
 * A release to a channel whose policy wants approval. What was asked for never changes: another revision or channel is
 * another request.
 *
 * @param share how much of the fleet
 * @param approvalsNeeded what the policy wanted when the release was asked for
 */
public record ReleaseRequest(
        UUID id,
        SnapId snap,
        Revision revision,
        Channel channel,
        Progressive share,
        PersonId requestedBy,
        Instant requestedAt,
        int approvalsNeeded,
        RequestState state) {
    /** As the audit log has it. */
    public ReleaseChange.Which told(Snap of) {
        return new ReleaseChange.Which(of.brand(), snap, id, of.name(), revision, channel);
    }
}
