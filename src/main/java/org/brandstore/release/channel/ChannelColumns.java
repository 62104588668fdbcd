package org.brandstore.release.channel;

import org.brandstore.naming.BranchName;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Risk;
import org.brandstore.naming.Track;

/** A channel in three columns, where an empty text stands for no branch so that the columns can be part of a key. */
public final class ChannelColumns {
    private ChannelColumns() {}

    public static String branch(Channel channel) {
        return channel.findBranch().map(BranchName::value).orElse("");
    }

    public static Channel channel(String track, String risk, String branch) {
        return new Channel(new Track(track), Risk.of(risk), branch.isEmpty() ? null : new BranchName(branch));
    }
}
