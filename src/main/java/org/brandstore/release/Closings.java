package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposals;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.ChannelMoves.Cause;
import org.brandstore.release.track.ReleaseRules;
import org.brandstore.release.track.Tracks;
import org.brandstore.snap.Snap;
import org.brandstore.snap.Snaps;

/**
 * Closes channels: they offer nothing of their own any more, devices get what the next safer one offers, or nothing. That
 * is as large a change as a release to the channel, and needs as many approvals.
 */
@ApplicationScoped
public class Closings {
    private final ChannelMoves moves;
    private final Tracks tracks;
    private final Snaps snaps;
    private final Proposals proposals;
    private final Clock clock;

    Closings(ChannelMoves moves, Tracks tracks, Snaps snaps, Proposals proposals, Clock clock) {
        this.moves = moves;
        this.tracks = tracks;
        this.snaps = snaps;
        this.proposals = proposals;
        this.clock = clock;
    }

    /** What became of closing one channel. */
    public record Closing(Channel channel, Outcome outcome) {}

    /**
     * Closes channels, or proposes it. A channel that offers nothing and for which nothing waits stays as it is.
     *
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if the snap has no such track; then nothing was closed
     */
    @Transactional
    public List<Closing> close(SnapId id, Collection<Channel> channels, String reason, Actor actor) {
        moves.lock(id);
        Snap snap = snaps.require(id);
        for (Channel channel : channels) {
            ReleaseRules.requireTrack(snap, channel, tracks.has(snap, channel.track()));
        }
        List<Closing> closings = new ArrayList<>();
        for (Channel channel : channels.stream().distinct().toList()) {
            closings.add(new Closing(
                    channel,
                    moves.isClosable(id, channel)
                            ? proposals.propose(draft(snap, channel, reason), actor)
                            : new Outcome.Done()));
        }
        return closings;
    }

    void lock(SnapId id) {
        moves.lock(id);
    }

    /** The effect of {@link #close}. */
    void closeNow(SnapId id, Channel channel, Actor actor) {
        lock(id);
        Snap snap = snaps.require(id);
        moves.close(snap, channel, actor.person().orElse(null), new Cause(actor, Optional.empty(), clock.instant()));
    }

    boolean isOpen(SnapId id, Channel channel) {
        return moves.isOpen(id, channel);
    }

    private static Draft draft(Snap snap, Channel channel, String reason) {
        return Draft.of(
                ChangeKind.CLOSE_CHANNEL,
                ChannelDrafts.subject(snap.id(), channel),
                "close " + channel + " of snap " + snap.name(),
                snap.brand(),
                snap.store(),
                Map.of("snap", snap.id().value(), "channel", channel.toString()),
                reason);
    }
}
