package org.brandstore.refresh;

import java.util.List;
import org.brandstore.catalog.ChannelLine;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.jspecify.annotations.Nullable;

/** Which channel is meant, and where to look if it has nothing. */
final class ChannelRule implements Rule {
    static final String DEFAULT = "stable";

    @Override
    public String name() {
        return "channel";
    }

    @Override
    public @Nullable RefreshDecision settle(Case c) {
        if (c.findCandidate().isPresent()) {
            return null;
        }
        String channel = channel(c);
        try {
            List<ChannelLine> chain = c.policy().isMoving()
                    ? c.snap().channels(c.architecture()).wholeChain(channel)
                    : c.snap().channels(c.architecture()).chain(channel);
            c.follow(channel, chain);
            return null;
        } catch (InvalidNameException e) {
            return c.refuse(
                    Reason.BAD_CHANNEL, "not a channel: it must be track, risk, or track/risk with or without /branch");
        }
    }

    /** Old clients name no channel when they refresh all snaps; then the context tells it (device-api.md 6.1). */
    private static String channel(Case c) {
        String channel = c.action.wish().channel();
        if (channel != null && !channel.isEmpty()) {
            return channel;
        }
        String tracked = c.installed == null ? "" : c.installed.installed().trackingChannel();
        return tracked.isEmpty() ? DEFAULT : tracked;
    }

    @Override
    public String saw(Case c) {
        return c.findCandidate().isPresent()
                ? "no channel matters for a revision that is demanded by its number"
                : "the device follows " + channel(c);
    }
}
