package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.person.People;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.StoreException;
import org.brandstore.release.ChannelMoves.Cause;
import org.brandstore.release.channel.ChannelColumns;
import org.brandstore.release.channel.ChannelMove;
import org.brandstore.release.channel.ChannelRecords;
import org.brandstore.release.channel.ExpiredBranch;
import org.brandstore.release.channel.Phase;
import org.brandstore.release.channel.Pointer;
import org.brandstore.release.channel.Progressive;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snaps;
import org.brandstore.snap.SubmissionReady;

/** What the channels of snaps offer, and how that changes. Callers check first who may do it. */
@ApplicationScoped
public class Releases {
    private static final Comparator<Pointer> BY_CHANNEL = Comparator.comparing(
                    (Pointer pointer) -> pointer.channel().track().value())
            .thenComparing(pointer -> pointer.channel().risk())
            .thenComparing(pointer -> ChannelColumns.branch(pointer.channel()))
            .thenComparing(pointer -> pointer.architecture().value());

    private final ReleaseIntake intake;
    private final Closings closings;
    private final ChannelMoves moves;
    private final ChannelRecords channels;
    private final Snaps snaps;
    private final Revisions revisions;
    private final People people;
    private final Clock clock;

    Releases(
            ReleaseIntake intake,
            Closings closings,
            ChannelMoves moves,
            ChannelRecords channels,
            Snaps snaps,
            Revisions revisions,
            People people,
            Clock clock) {
        this.intake = intake;
        this.closings = closings;
        this.moves = moves;
        this.channels = channels;
        this.snaps = snaps;
        this.revisions = revisions;
        this.people = people;
        this.clock = clock;
    }

    /**
     * Releases a revision to channels, or asks for it where the store's policy wants approval. Asking again for what is
     * released or waits already changes nothing.
     *
     * @return one outcome for each distinct channel, in the order given
     * @throws StoreException if there is no such snap or revision, if the revision may not go to one of the channels, or
     *     if a track does not exist; then nothing was released anywhere
     */
    @Transactional
    public List<ReleaseOutcome> release(
            SnapId snap, Revision revision, List<Channel> channels, Person requester, Actor actor) {
        return release(snap, revision, channels, Progressive.WHOLE, requester, actor);
    }

    /**
     * The same for a share of the devices that follow the channels. A larger share of the same revision takes nothing away
     * from anybody, a smaller one needs no approval, and a release to all ends it.
     *
     * @throws StoreException also if one of the channels is a branch and the share is not the whole
     */
    @Transactional
    public List<ReleaseOutcome> release(
            SnapId snap, Revision revision, List<Channel> channels, Progressive share, Person requester, Actor actor) {
        moves.lock(snap);
        return intake.take(new ReleaseIntake.Wish(
                snaps.require(snap),
                revisions.require(snap, revision),
                channels,
                share,
                requester.id(),
                actor,
                clock.instant()));
    }

    /** A failure here must reach the submission and nobody else, so nothing on the way may doom the transaction. */
    void releaseSubmitted(@Observes SubmissionReady ready) {
        Actor actor = people.find(ready.person())
                .map(Actor::of)
                .orElseGet(() -> new Actor("person:" + ready.person(), Optional.of(ready.person())));
        intake.takeLate(new ReleaseIntake.Wish(
                ready.snap(),
                ready.revision(),
                ready.channels(),
                Progressive.WHOLE,
                ready.person(),
                actor,
                ready.wishedAt()));
    }

    /**
     * One of several changes that belong together.
     *
     * @param revision empty to close the channel
     */
    public record Move(Channel channel, Optional<Revision> revision) {}

    /**
     * Releases to channels and closes channels, one after the other.
     *
     * @param reason for those who have to approve that a channel is closed
     * @return what the closed channels came to
     * @throws StoreException as {@link #release(SnapId, Revision, List, Person, Actor)}; then nothing changed anywhere
     */
    @Transactional
    public List<Closings.Closing> move(SnapId snap, List<Move> wanted, String reason, Person by, Actor actor) {
        List<Closings.Closing> closed = new ArrayList<>();
        for (Move move : wanted) {
            if (move.revision().isPresent()) {
                release(snap, move.revision().get(), List.of(move.channel()), by, actor);
            } else {
                closed.addAll(closings.close(snap, List.of(move.channel()), reason, actor));
            }
        }
        return closed;
    }

    /** In the order in which the locks of their snaps are to be taken. */
    @Transactional
    public List<ExpiredBranch> expiredBranches() {
        return channels.expired(clock.instant());
    }

    /** Closes a branch whose time is over, on whichever replica gets to it first. */
    @Transactional
    public void close(ExpiredBranch branch, Actor actor) {
        moves.lock(branch.snap());
        moves.closeExpired(
                snaps.require(branch.snap()), branch.channel(), new Cause(actor, Optional.empty(), clock.instant()));
    }

    /** What the open channels of a snap offer, by track, risk, branch and architecture. */
    @Transactional
    public List<Pointer> channelMap(SnapId snap) {
        Instant now = clock.instant();
        return channels.pointers(snap).stream()
                .filter(pointer -> pointer.isOpen(now))
                .sorted(BY_CHANNEL)
                .toList();
    }

    /** The channels of a snap that are on their way to another revision, by track, risk and architecture. */
    @Transactional
    public List<Phase> phases(SnapId snap) {
        return channels.phases(snap);
    }

    /** Every change of the snap's channels, newest first. */
    @Transactional
    public List<ChannelMove> history(SnapId snap) {
        return channels.history(snap);
    }
}
