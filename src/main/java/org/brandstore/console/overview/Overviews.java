package org.brandstore.console.overview;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.account.Person;
import org.brandstore.console.overview.StoreOverview.ChannelView;
import org.brandstore.console.overview.StoreOverview.Share;
import org.brandstore.console.overview.StoreOverview.SnapView;
import org.brandstore.console.release.ReleaseViews;
import org.brandstore.device.fleet.FleetBoard;
import org.brandstore.device.fleet.FleetGroup;
import org.brandstore.device.fleet.FleetSummary;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Risk;
import org.brandstore.naming.SnapId;
import org.brandstore.release.ChannelOffers;
import org.brandstore.release.channel.ChannelMap;
import org.brandstore.release.channel.ChannelOffer;
import org.brandstore.release.channel.Pointer;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.Snaps;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;

/** Puts stores, channels and fleets together for the overview. */
@Singleton
class Overviews {
    private static final Architecture ALL = new Architecture("all");

    private final Memberships memberships;
    private final Snaps snaps;
    private final Revisions revisions;
    private final ChannelOffers offers;
    private final FleetBoard fleet;

    Overviews(Memberships memberships, Snaps snaps, Revisions revisions, ChannelOffers offers, FleetBoard fleet) {
        this.memberships = memberships;
        this.snaps = snaps;
        this.revisions = revisions;
        this.offers = offers;
        this.fleet = fleet;
    }

    List<StoreOverview> of(Person viewer) {
        return memberships.storesOf(viewer.id()).stream().map(this::store).toList();
    }

    private StoreOverview store(BrandStore store) {
        FleetSummary summary = fleet.summary(store.id());
        Map<SnapId, List<FleetGroup>> groups =
                fleet.groups(store.id()).stream().collect(Collectors.groupingBy(FleetGroup::snap));
        List<SnapView> views = snaps.ofStores(List.of(store.id())).stream()
                .map(snap -> snap(snap, groups.getOrDefault(snap.id(), List.of())))
                .toList();
        long following = views.stream().mapToLong(SnapView::devices).sum();
        long upToDate = views.stream().mapToLong(SnapView::upToDate).sum();
        return new StoreOverview(
                store.id().value(),
                store.name(),
                store.brand().value(),
                summary.devices(),
                summary.seenLately(),
                summary.lastSeenAt().map(Instant::toString).orElse(""),
                upToDate,
                following,
                ReleaseViews.percent(upToDate, following),
                views);
    }

    private SnapView snap(Snap snap, List<FleetGroup> groups) {
        List<ChannelOffer> given = offers.of(snap.id());
        ChannelMap map = ChannelOffers.map(given);
        long devices = groups.stream().mapToLong(FleetGroup::devices).sum();
        long upToDate = groups.stream()
                .filter(group -> isUpToDate(given, group))
                .mapToLong(FleetGroup::devices)
                .sum();
        return new SnapView(
                snap.name().value(),
                snap.title().isEmpty() ? snap.name().value() : snap.title(),
                channels(snap, map),
                devices,
                upToDate,
                ReleaseViews.percent(upToDate, devices),
                shares(snap, given, groups, devices));
    }

    private static boolean isUpToDate(List<ChannelOffer> given, FleetGroup group) {
        return ChannelOffers.isUpToDate(given, group.architecture().orElse(ALL), group.channel(), group.revision());
    }

    private List<ChannelView> channels(Snap snap, ChannelMap map) {
        Stream<Channel> usual = Stream.of(Risk.values()).map(risk -> Channel.of(snap.defaultTrack(), risk));
        Stream<Channel> open = map.pointers().stream().map(Pointer::channel);
        return Stream.concat(usual, open)
                .distinct()
                .map(channel -> channel(snap, channel, map))
                .toList();
    }

    private ChannelView channel(Snap snap, Channel channel, ChannelMap map) {
        String name = channel.track().equals(Channel.LATEST) ? channel.withoutTrack() : channel.toString();
        List<Revision> offered = map.pointers().stream()
                .filter(pointer -> pointer.channel().equals(channel))
                .map(Pointer::revision)
                .distinct()
                .sorted(Comparator.reverseOrder())
                .toList();
        String versions = offered.stream()
                .map(revision -> version(snap.id(), revision))
                .distinct()
                .collect(Collectors.joining(", "));
        String numbers = offered.stream().map(Revision::toString).collect(Collectors.joining(", "));
        return new ChannelView(name, versions, numbers, !offered.isEmpty());
    }

    private List<Share> shares(Snap snap, List<ChannelOffer> given, Collection<FleetGroup> groups, long devices) {
        Map<Revision, List<FleetGroup>> byRevision = groups.stream()
                .collect(Collectors.groupingBy(
                        FleetGroup::revision, () -> new TreeMap<>(Comparator.reverseOrder()), Collectors.toList()));
        List<Share> shares = new ArrayList<>();
        long before = 0;
        for (Map.Entry<Revision, List<FleetGroup>> entry : byRevision.entrySet()) {
            long part = entry.getValue().stream().mapToLong(FleetGroup::devices).sum();
            boolean current = entry.getValue().stream().allMatch(group -> isUpToDate(given, group));
            shares.add(new Share(
                    version(snap.id(), entry.getKey()),
                    entry.getKey().toString(),
                    part,
                    fraction(before, devices),
                    fraction(part, devices),
                    current ? "current" : "behind"));
            before += part;
        }
        return List.copyOf(shares);
    }

    private static String fraction(long part, long whole) {
        return String.format(Locale.ROOT, "%.3f%%", whole == 0 ? 0 : 100.0 * part / whole);
    }

    private String version(SnapId snap, Revision revision) {
        Optional<SnapRevision> known = revisions.find(snap, revision);
        return known.map(SnapRevision::version).orElse("revision " + revision);
    }
}
