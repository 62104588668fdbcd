package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import org.brandstore.account.Actor;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.GatedChange;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposals;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Risk;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.Track;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.track.ReleaseLock;
import org.brandstore.release.track.Tracks;
import org.brandstore.snap.Snap;
import org.brandstore.snap.Snaps;

/**
 * Makes a track the one that channels without a track mean. Devices that follow {@code stable} get what it offers then, so
 * it needs as many approvals as the strictest of the channels that this moves them from or to.
 */
@ApplicationScoped
public class DefaultTracks {
    private final Tracks tracks;
    private final Snaps snaps;
    private final Proposals proposals;
    private final ReleaseLock lock;

    DefaultTracks(Tracks tracks, Snaps snaps, Proposals proposals, ReleaseLock lock) {
        this.lock = lock;
        this.tracks = tracks;
        this.snaps = snaps;
        this.proposals = proposals;
    }

    /** @throws StoreException {@link ErrorCode#INVALID_FIELD} if the snap has no such track */
    @Transactional
    public Outcome choose(SnapId id, Track track, String reason, Actor actor) {
        lock.take(id);
        Snap snap = snaps.require(id);
        tracks.requireAsDefault(id, track);
        if (snap.defaultTrack().equals(track)) {
            return new Outcome.Done();
        }
        return proposals.propose(
                Draft.of(
                        ChangeKind.DEFAULT_TRACK,
                        "snap/" + id + "/default-track",
                        "make " + track + " the default track of snap " + snap.name() + ", instead of "
                                + snap.defaultTrack(),
                        snap.brand(),
                        snap.store(),
                        Map.of(
                                "snap",
                                id.value(),
                                "track",
                                track.value(),
                                "instead-of",
                                snap.defaultTrack().value()),
                        reason),
                actor);
    }

    /** The one effect of that kind. */
    @ApplicationScoped
    static class ChangeDefaultTrack implements GatedChange {
        private final Tracks tracks;
        private final ChannelMoves moves;
        private final Snaps snaps;
        private final PublishGate gate;

        ChangeDefaultTrack(Tracks tracks, ChannelMoves moves, Snaps snaps, PublishGate gate) {
            this.tracks = tracks;
            this.moves = moves;
            this.snaps = snaps;
            this.gate = gate;
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.DEFAULT_TRACK;
        }

        @Override
        public void lock(Draft draft) {
            moves.lock(new SnapId(draft.require("snap")));
        }

        @Override
        public int approvalsNeeded(Draft draft) {
            SnapId snap = new SnapId(draft.require("snap"));
            int needed = 0;
            for (String track : new String[] {draft.require("track"), draft.require("instead-of")}) {
                for (Risk risk : Risk.values()) {
                    Channel channel = Channel.of(new Track(track), risk);
                    if (moves.isOpen(snap, channel)) {
                        needed = Math.max(
                                needed, gate.approvalsNeeded(draft.store().orElseThrow(), channel));
                    }
                }
            }
            return needed;
        }

        @Override
        public void apply(Draft draft, Actor actor) {
            SnapId id = new SnapId(draft.require("snap"));
            Track before = snaps.require(id).defaultTrack();
            if (!before.value().equals(draft.require("instead-of"))) {
                throw new StoreException(
                        ErrorCode.CONFLICT,
                        "cannot change the default track: it is " + before + " by now, propose it again");
            }
            tracks.makeDefault(id, new Track(draft.require("track")), actor);
        }
    }
}
