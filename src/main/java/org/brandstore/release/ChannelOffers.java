package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.file.Epoch;

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
        List<ChannelMove> history = past ? releases.history(snap) : List.of();
        return pointers.stream()
                .map(pointer -> offer(
                        pointer,
                        open(pointer, history).stream()
                                .filter(release -> !withdrawn.contains(release.revision()))
                                .toList(),
                        release -> epochs.getOrDefault(release.revision(), Epoch.ZERO)))
                .toList();
    }

    private static ChannelOffer offer(Pointer pointer, List<Pointer> open, Function<Pointer, Epoch> epoch) {
        List<Pointer> reaching = Epoch.reached(open, epoch);
        Set<Revision> last = reaching.stream()
                .filter(release -> reaching.stream()
                        .filter(next -> epoch.apply(next).canRead(epoch.apply(release)))
                        .findFirst()
                        .filter(release::equals)
                        .isPresent())
                .map(Pointer::revision)
                .collect(Collectors.toSet());
        boolean withdrawn = open.isEmpty() || !open.getFirst().equals(pointer);
        return new ChannelOffer(pointer, reaching, last, withdrawn);
    }

    /** What the channel has offered since it was opened, each revision once, newest first. */
    private static Collection<Pointer> open(Pointer pointer, List<ChannelMove> history) {
        Map<Revision, Pointer> open = new LinkedHashMap<>();
        open.put(pointer.revision(), pointer);
        history.stream()
                .filter(move -> move.channel().equals(pointer.channel())
                        && move.architecture().equals(pointer.architecture())
                        && move.percentage().isEmpty())
                .takeWhile(move -> move.revision().isPresent())
                .forEach(move -> open.putIfAbsent(
                        move.revision().orElseThrow(),
                        new Pointer(
                                pointer.snap(),
                                pointer.architecture(),
                                pointer.channel(),
                                move.revision().orElseThrow(),
                                move.at(),
                                pointer.expiresAt())));
        return open.values();
    }
}
