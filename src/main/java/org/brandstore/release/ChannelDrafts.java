package org.brandstore.release;

import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;

/** How changes of channels are named where people approve them. */
final class ChannelDrafts {
    private ChannelDrafts() {}

    static String subject(SnapId snap, Channel channel) {
        return "snap/" + snap + "/channel/" + channel;
    }
}
