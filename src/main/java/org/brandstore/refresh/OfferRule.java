package org.brandstore.refresh;

import org.brandstore.naming.Risk;
import org.brandstore.naming.Track;
import org.jspecify.annotations.Nullable;

/** Nothing speaks against the revision: it is offered, and clients that named no track are told which to follow. */
final class OfferRule implements Rule {
    @Override
    public String name() {
        return "offer";
    }

    @Override
    public RefreshDecision settle(Case c) {
        Case.Candidate candidate = c.candidate();
        return new RefreshDecision.Offer(
                c.snap(), candidate.revision(), candidate.channel(), redirect(c), candidate.reason(), DeltaChoice.NONE);
    }

    /** The default track, if it is not the usual and the client named none. */
    private static @Nullable String redirect(Case c) {
        Track track = c.snap().facts().defaultTrack();
        String channel = c.action.wish().channel();
        if (c.isRefresh()
                || !c.asker.traits().followsRedirects()
                || c.action.wish().revision() > 0
                || track.value().equals("latest")) {
            return null;
        }
        if (channel == null || channel.isEmpty()) {
            return track + "/" + ChannelRule.DEFAULT;
        }
        return Risk.isRisk(channel.split("/", 2)[0]) ? track + "/" + channel : null;
    }

    @Override
    public String saw(Case c) {
        return c.candidate().revision() + " is offered";
    }
}
