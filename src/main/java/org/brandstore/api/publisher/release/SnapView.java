package org.brandstore.api.publisher.release;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.Risk;
import org.brandstore.naming.Track;
import org.brandstore.release.ReleaseRequest;
import org.brandstore.release.channel.ChannelMove;
import org.brandstore.release.channel.Phase;
import org.brandstore.release.channel.Pointer;
import org.brandstore.release.track.SnapTrack;
import org.brandstore.snap.HeldRevision;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;

/**
 * Everything that the status pages of one snap are made of.
 *
 * @param pointers what the open channels offer
 * @param phases what channels are on their way to
 * @param waiting releases that somebody else has to approve, or whose time has not come, newest first
 * @param moves the history, newest first
 * @param revisions newest first
 * @param held files that are no revisions, or not yet, newest first
 */
record SnapView(
        Snap snap,
        List<SnapTrack> tracks,
        List<Pointer> pointers,
        List<Phase> phases,
        List<ReleaseRequest> waiting,
        List<ChannelMove> moves,
        List<SnapRevision> revisions,
        List<HeldRevision> held) {
    /**
     * A channel of the snap.
     *
     * @param fallback what devices get while the channel is closed
     */
    record Line(Channel channel, Optional<Channel> fallback) {}

    /** Every track's four channels, safest first, each with its open branches behind it. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (SnapTrack track : tracks) {
            Optional<Channel> safer = Optional.empty();
            for (Risk risk : Risk.values()) {
                Channel channel = Channel.of(track.name(), risk);
                lines.add(new Line(channel, safer));
                branches(channel).forEach(branch -> lines.add(new Line(branch, Optional.of(channel))));
                safer = Optional.of(channel);
            }
        }
        return lines;
    }

    /** The revisions that channels offer, or may soon, newest first. */
    List<SnapRevision> mapped() {
        return revisions.stream()
                .filter(revision -> isOffered(revision.revision()) || isWaiting(revision.revision()))
                .toList();
    }

    private boolean isWaiting(Revision revision) {
        return waiting.stream().anyMatch(request -> request.revision().equals(revision));
    }

    boolean isOffered(Revision revision) {
        return pointers.stream().anyMatch(pointer -> pointer.revision().equals(revision))
                || phases.stream().anyMatch(phase -> phase.revision().equals(revision));
    }

    List<Pointer> pointersOf(Track track) {
        return pointers.stream()
                .filter(pointer -> pointer.channel().track().equals(track))
                .toList();
    }

    Map<Revision, SnapRevision> byNumber() {
        return revisions.stream().collect(Collectors.toMap(SnapRevision::revision, Function.identity()));
    }

    private List<Channel> branches(Channel parent) {
        return Stream.concat(
                        pointers.stream().map(Pointer::channel),
                        waiting.stream().map(ReleaseRequest::channel))
                .filter(channel ->
                        channel.branch() != null && channel.withoutBranch().equals(parent))
                .distinct()
                .toList();
    }
}
