package org.brandstore.console.snap;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.console.Counts;
import org.brandstore.console.snap.WithdrawalView.Effect;
import org.brandstore.device.fleet.FleetBoard;
import org.brandstore.device.fleet.FleetGroup;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.release.ChannelOffers;
import org.brandstore.release.Releases;
import org.brandstore.release.channel.ChannelMap;
import org.brandstore.release.channel.ChannelOffer;
import org.brandstore.release.channel.Phase;
import org.brandstore.release.channel.Pointer;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;

/** Says what devices get when a revision is withdrawn. */
@Singleton
class WithdrawalViews {
    private static final String ALL = "all";

    private final Revisions revisions;
    private final Releases releases;
    private final ChannelOffers offers;
    private final FleetBoard fleet;

    WithdrawalViews(Revisions revisions, Releases releases, ChannelOffers offers, FleetBoard fleet) {
        this.revisions = revisions;
        this.releases = releases;
        this.offers = offers;
        this.fleet = fleet;
    }

    /** Where the page is. */
    static String path(String board, Revision revision) {
        return board + "/revisions/" + revision + "/withdraw";
    }

    /** @param board the page of the snap */
    WithdrawalView of(Snap snap, String board, Revision number) {
        SnapRevision revision = revisions.require(snap.id(), number);
        long devices = fleet.groups(snap.store()).stream()
                .filter(group ->
                        group.snap().equals(snap.id()) && group.revision().equals(number))
                .mapToLong(FleetGroup::devices)
                .sum();
        return new WithdrawalView(
                board,
                path(board, number),
                snap.name().value(),
                revision.version(),
                number.toString(),
                revision.withdrawn(),
                devices == 0 ? "" : Counts.of(devices, "device"),
                revision.withdrawn() ? List.of() : effects(snap, number));
    }

    private List<Effect> effects(Snap snap, Revision revision) {
        List<ChannelOffer> without = offers.without(snap.id(), revision);
        ChannelMap then = ChannelOffers.map(without);
        List<ChannelOffer> now = offers.of(snap.id());
        Stream<Effect> offered = Stream.concat(now.stream(), without.stream())
                .map(ChannelOffer::pointer)
                .distinct()
                .flatMap(pointer -> offer(now, pointer).stream()
                        .filter(offer -> revisions(offer).contains(revision))
                        .map(offer -> effect(snap, pointer, offer, without)));
        Stream<Effect> underWay = releases.phases(snap.id()).stream()
                .filter(phase -> phase.revision().equals(revision))
                .map((Phase phase) -> effect(snap, phase.channel(), phase.architecture(), then));
        return Stream.concat(offered, underWay).distinct().toList();
    }

    /** What the pointer's architecture gets, which may be what all get. */
    private static Optional<ChannelOffer> offer(List<ChannelOffer> offers, Pointer pointer) {
        List<ChannelOffer> ofChannel = offers.stream()
                .filter(offer -> offer.pointer().channel().equals(pointer.channel()))
                .toList();
        return ofChannel.stream()
                .filter(offer -> offer.pointer().equals(pointer))
                .findFirst()
                .or(() -> ofChannel.stream()
                        .filter(offer -> offer.pointer().architecture().value().equals(ALL))
                        .findFirst());
    }

    private static List<Revision> revisions(ChannelOffer offer) {
        return offer.reaching().stream().map(Pointer::revision).toList();
    }

    /** What takes its place in the channel: what nobody gets from it now, if there is such; else what all others get. */
    private Effect effect(Snap snap, Pointer pointer, ChannelOffer now, List<ChannelOffer> without) {
        List<Pointer> next = without.stream()
                .filter(offer -> offer.pointer().equals(pointer))
                .flatMap(offer -> offer.reaching().stream())
                .filter(other -> !revisions(now).contains(other.revision()))
                .toList();
        return next.isEmpty()
                ? effect(snap, pointer.channel(), pointer.architecture(), ChannelOffers.map(without))
                : new Effect(
                        pointer.channel().toString(),
                        who(pointer.architecture()),
                        next.stream()
                                .map(other -> words(snap, pointer.channel(), other))
                                .collect(Collectors.joining(" or ")));
    }

    private static String who(Architecture architecture) {
        return architecture.value().equals(ALL) ? "all devices" : architecture.value();
    }

    private Effect effect(Snap snap, Channel channel, Architecture architecture, ChannelMap then) {
        Optional<Pointer> next = then.resolve(architecture, channel);
        return new Effect(
                channel.toString(),
                who(architecture),
                next.map(pointer -> words(snap, channel, pointer)).orElse("nothing"));
    }

    private String words(Snap snap, Channel channel, Pointer next) {
        String version = revisions
                .find(snap.id(), next.revision())
                .map(SnapRevision::version)
                .orElse("a version");
        String from = next.channel().equals(channel) ? ", as before" : ", from " + next.channel();
        return version + " (revision " + next.revision() + ")" + from;
    }
}
