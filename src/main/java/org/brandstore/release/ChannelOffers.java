package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.release.channel.ChannelMap;
import org.brandstore.release.channel.ChannelOffer;
import org.brandstore.release.channel.Pointer;
import org.brandstore.release.channel.SnapTimelines;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.metadata.Epoch;

/**
 * What channels give to devices. That is not what they point to where a revision was withdrawn: then it is the newest
 * revision that the channel has offered since it was opened and that was not withdrawn. Nor is it the same for all where
 * epochs differ: new installations get the greatest, others what can read their data.
 */
@ApplicationScoped
public class ChannelOffers {
    private final Releases releases;
    private final Revisions revisions;

    ChannelOffers(Releases releases, Revisions revisions) {
        this.releases = releases;
        this.revisions = revisions;
    }

    /** All open channels of a snap, by track, risk, branch and architecture. */
    @Transactional
    public List<ChannelOffer> of(SnapId snap) {
        return offers(snap, revisions.withdrawn(snap));
    }

    /** The same if one more revision were withdrawn. */
    @Transactional
    public List<ChannelOffer> without(SnapId snap, Revision revision) {
        Set<Revision> withdrawn = new HashSet<>(revisions.withdrawn(snap));
        withdrawn.add(revision);
        return offers(snap, withdrawn);
    }

    /** What new installations get from the open channels of a snap. */
    @Transactional
    public ChannelMap given(SnapId snap) {
        return map(of(snap));
    }

    /** What new installations get from these channels. */
    public static ChannelMap map(List<ChannelOffer> offers) {
        return new ChannelMap(
                offers.stream().flatMap(offer -> offer.given().stream()).toList());
    }

    /**
     * Whether a device that follows the channel has nothing to catch up with: it runs what is the last step for its data, or
     * there is nothing at all.
     */
    public static boolean isUpToDate(
            List<ChannelOffer> offers, Architecture architecture, Channel channel, Revision installed) {
        return map(offers)
                .resolve(architecture, channel)
                .map(first -> offers.stream()
                        .filter(offer -> offer.given().filter(first::equals).isPresent())
                        .anyMatch(offer -> offer.last().contains(installed)))
                .orElse(true);
    }

    private List<ChannelOffer> offers(SnapId snap, Set<Revision> withdrawn) {
        List<Pointer> pointers = releases.channelMap(snap);
        Map<Revision, Epoch> epochs = revisions.laterEpochs(snap);
        boolean past =
                !epochs.isEmpty() || pointers.stream().map(Pointer::revision).anyMatch(withdrawn::contains);
        SnapTimelines timelines = new SnapTimelines(
                pointers,
                past ? releases.history(snap) : List.of(),
                revision -> new SnapTimelines.Known(
                        revision, epochs.getOrDefault(revision, Epoch.ZERO), withdrawn.contains(revision)));
        return timelines.offers();
    }
}
