package org.brandstore.release;

import java.util.UUID;
import org.brandstore.naming.Channel;

/** What became of a release to one channel. */
public sealed interface ReleaseOutcome {
    Channel channel();

    /** Devices that follow the channel see the revision. */
    record Applied(Channel channel) implements ReleaseOutcome {}

    /** The policy of the channel wants approval; nothing changes for devices until then. */
    record Waiting(Channel channel, UUID requestId) implements ReleaseOutcome {}
}
