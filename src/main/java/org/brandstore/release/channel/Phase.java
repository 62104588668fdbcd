package org.brandstore.release.channel;

import java.time.Instant;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/**
 * A channel on its way to a revision: a share of its devices is offered it, the others what the channel points to.
 *
 * @param changedAt when the share was last changed
 */
public record Phase(
        SnapId snap,
        Architecture architecture,
        Channel channel,
        Revision revision,
        Progressive share,
        Instant changedAt) {}
