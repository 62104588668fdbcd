package org.brandstore.api.device.search;

import org.brandstore.naming.Channel;

/** How channels are shown to people. */
final class ChannelNames {
    private ChannelNames() {}

    /** Without the track, if it is the one that every snap has. */
    static String shortName(Channel channel) {
        return channel.track().equals(Channel.LATEST) ? channel.withoutTrack() : channel.toString();
    }
}
