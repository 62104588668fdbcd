package org.brandstore.console.snap;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.console.Shares;
import org.brandstore.console.snap.BoardView.CellView;
import org.brandstore.console.snap.BoardView.ColumnView;
import org.brandstore.console.snap.BoardView.Offer;
import org.brandstore.console.snap.BoardView.Pending;
import org.brandstore.console.snap.BoardView.PhaseView;
import org.brandstore.console.snap.BoardView.RowView;
import org.brandstore.console.snap.BoardView.TrackView;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.BranchName;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Risk;
import org.brandstore.naming.Track;
import org.brandstore.release.ReleaseRequest;
import org.brandstore.release.RequestState;
import org.brandstore.release.channel.ChannelOffer;
import org.brandstore.release.channel.Phase;
import org.brandstore.release.channel.Pointer;
import org.brandstore.snap.SnapRevision;

/** Lays the channels of a snap out: a table for each track, with a column for each risk and a row for each architecture. */
final class Grid {
    private static final Architecture ALL = new Architecture("all");

    private final List<ChannelOffer> offers;
    private final List<Phase> phases;
    private final List<ReleaseRequest> requests;
    private final Map<Revision, SnapRevision> revisions;
    private final List<Architecture> architectures;

    /** @param requests the open ones of this snap */
    Grid(
            Collection<ChannelOffer> offers,
            Collection<Phase> phases,
            Collection<ReleaseRequest> requests,
            List<SnapRevision> newestFirst) {
        this.offers = List.copyOf(offers);
        this.phases = List.copyOf(phases);
        this.requests = List.copyOf(requests);
        this.revisions = newestFirst.stream().collect(Collectors.toMap(SnapRevision::revision, Function.identity()));
        this.architectures = rows(newestFirst);
    }

    List<TrackView> tracks(List<Track> tracks, Track standard) {
        return tracks.stream()
                .map(track -> track(track, track.equals(standard)))
                .toList();
    }

    /** Where devices get the revision now. */
    List<String> channelsOf(Revision revision) {
        return offers.stream()
                .flatMap(offer -> offer.reaching().stream())
                .filter(pointer -> pointer.revision().equals(revision))
                .map(pointer -> pointer.channel().toString())
                .distinct()
                .toList();
    }

    private TrackView track(Track track, boolean standard) {
        List<ColumnView> columns = Stream.of(Risk.values())
                .map(risk -> Channel.of(track, risk))
                .map(channel -> new ColumnView(
                        column(channel), channel.toString(), channel.risk().wireName()))
                .toList();
        List<RowView> rows = architectures.stream()
                .map(architecture -> new RowView(
                        "row-" + track + "-" + architecture,
                        architecture.equals(ALL) ? "all devices" : architecture.value(),
                        Stream.of(Risk.values())
                                .map(risk -> cell(architecture, Channel.of(track, risk)))
                                .toList()))
                .toList();
        return new TrackView(track.value(), standard, columns, rows);
    }

    private CellView cell(Architecture architecture, Channel channel) {
        List<Offer> offered = offers.stream()
                .filter(offer -> offer.pointer().architecture().equals(architecture)
                        && offer.pointer().channel().withoutBranch().equals(channel))
                .sorted(Comparator.comparing(offer -> branch(offer.pointer().channel())))
                .map(this::offer)
                .toList();
        List<PhaseView> underWay = phases.stream()
                .filter(phase -> phase.architecture().equals(architecture)
                        && phase.channel().equals(channel))
                .map(phase -> new PhaseView(
                        version(phase.revision()),
                        phase.revision().toString(),
                        Shares.of(phase.share()),
                        phase.changedAt().toString(),
                        isWithdrawn(phase.revision())))
                .toList();
        List<Pending> pending = requests.stream()
                .filter(request -> request.channel().withoutBranch().equals(channel)
                        && architectures(request.revision()).contains(architecture))
                .map(this::pending)
                .toList();
        return new CellView(
                "cell-" + architecture + "-" + column(channel),
                column(channel),
                channel.toString(),
                channel.risk().wireName(),
                offered.stream().allMatch(offer -> offer.version().isEmpty()),
                offered,
                underWay,
                pending);
    }

    private Offer offer(ChannelOffer offer) {
        Optional<Pointer> given = offer.given();
        String released = words(offer.pointer());
        return new Offer(
                branch(offer.pointer().channel()),
                given.map(pointer -> version(pointer.revision())).orElse(""),
                given.map(pointer -> pointer.revision().toString()).orElse(""),
                given.orElse(offer.pointer()).releasedAt().toString(),
                offer.isWithdrawn() ? released : "",
                offer.isPassedOver() ? released : "",
                offer.others().stream().map(this::words).toList());
    }

    private String words(Pointer pointer) {
        return version(pointer.revision()) + " (revision " + pointer.revision() + ")";
    }

    private Pending pending(ReleaseRequest request) {
        return new Pending(
                request.id().toString(),
                version(request.revision()),
                request.revision().toString(),
                request.share().isWhole() ? "" : Shares.of(request.share()),
                branch(request.channel()),
                label(request));
    }

    private String label(ReleaseRequest request) {
        String label = request.state() instanceof RequestState.Scheduled ? "scheduled" : "waits for approval";
        return isWithdrawn(request.revision()) ? label + ", but is withdrawn" : label;
    }

    private boolean isWithdrawn(Revision revision) {
        SnapRevision known = revisions.get(revision);
        return known != null && known.withdrawn();
    }

    /** The architectures of everything that the table shows; of the newest revision while it shows nothing. */
    private List<Architecture> rows(List<SnapRevision> newestFirst) {
        Stream<Architecture> shown = Stream.of(
                        offers.stream().map(offer -> offer.pointer().architecture()),
                        phases.stream().map(Phase::architecture),
                        requests.stream().flatMap(request -> architectures(request.revision()).stream()),
                        newestFirst.stream().limit(1).flatMap(revision -> revision.architectures().stream()))
                .flatMap(Function.identity());
        List<Architecture> rows = shown.distinct()
                .sorted(Comparator.comparing(Architecture::value))
                .toList();
        return rows.isEmpty() ? List.of(ALL) : rows;
    }

    private List<Architecture> architectures(Revision revision) {
        SnapRevision known = revisions.get(revision);
        return known == null ? List.of() : known.architectures();
    }

    private String version(Revision revision) {
        SnapRevision known = revisions.get(revision);
        return known == null ? "revision " + revision : known.version();
    }

    private static String branch(Channel channel) {
        return channel.findBranch().map(BranchName::value).orElse("");
    }

    private static String column(Channel channel) {
        return "to-" + channel.track() + "-" + channel.risk().wireName();
    }
}
