package org.brandstore.release;

import org.brandstore.event.change.ChannelChange;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.Snap;

/** How changes of channels are named where people approve them. */
final class ChannelDrafts {
    private ChannelDrafts() {}

    /** As the audit log has it. */
    static ChannelChange.Which told(Snap snap, Channel channel) {
        return new ChannelChange.Which(snap.brand(), snap.id(), snap.name(), channel);
    }

    static String subject(SnapId snap, Channel channel) {
        return "snap/" + snap + "/channel/" + channel;
    }
}
