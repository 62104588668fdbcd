package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.event.Checked;
import org.brandstore.event.Events;
import org.brandstore.event.change.ChannelChange;
import org.brandstore.event.change.ReleaseChange;
import org.brandstore.naming.Channel;
import org.brandstore.naming.TimeOrderedId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.ReleaseOutcome.Applied;
import org.brandstore.release.ReleaseOutcome.Waiting;
import org.brandstore.release.channel.ChannelColumns;
import org.brandstore.release.channel.ChannelRecords;
import org.brandstore.release.channel.Pointer;
import org.brandstore.release.channel.Progressive;
import org.brandstore.release.track.ReleaseRules;
import org.brandstore.release.track.Tracks;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;

/** Takes in what developers want to release: applies it, or makes a request of it where the gate wants approval. */
@ApplicationScoped
class ReleaseIntake {
    /**
     * @param person who is the requester, and therefore not an approver
     * @param wishedAt when it was asked for, which may be long ago for an upload that had to wait
     */
    record Wish(
            Snap snap,
            SnapRevision revision,
            List<Channel> channels,
            Progressive share,
            PersonId person,
            Actor actor,
            Instant wishedAt) {
        ChannelMoves.Goal goal(Channel channel) {
            return new ChannelMoves.Goal(revision, channel, share);
        }
    }

    private final PublishGate gate;
    private final ReleaseRequestRepository requests;
    private final ChannelRecords channels;
    private final ChannelMoves moves;
    private final Tracks tracks;
    private final Events events;
    private final Clock clock;
    private final SecureRandom random;

    ReleaseIntake(
            PublishGate gate,
            ReleaseRequestRepository requests,
            ChannelRecords channels,
            ChannelMoves moves,
            Tracks tracks,
            Events events,
            Clock clock,
            SecureRandom random) {
        this.gate = gate;
        this.requests = requests;
        this.channels = channels;
        this.moves = moves;
        this.tracks = tracks;
        this.events = events;
        this.clock = clock;
        this.random = random;
    }

    /** All channels are checked before the first is touched. */
    List<ReleaseOutcome> take(Wish wish) {
        moves.lock(wish.snap().id());
        for (Channel channel : wish.channels()) {
            ReleaseRules.requireTrack(wish.snap(), channel, tracks.has(wish.snap(), channel.track()));
            ReleaseRules.requireBranchName(channel);
            ReleaseRules.requireReleasable(wish.revision(), channel);
            ReleaseRules.requirePhasable(channel, wish.share());
        }
        requireFewBranches(wish);
        return wish.channels().stream()
                .distinct()
                .map(channel -> take(wish, channel))
                .toList();
    }

    /**
     * As {@link #take(Wish)}, for a wish that had to wait.
     *
     * @throws StoreException {@link ErrorCode#CONFLICT} if a later one has moved one of the channels
     */
    List<ReleaseOutcome> takeLate(Wish wish) {
        moves.lock(wish.snap().id());
        wish.channels().forEach(channel -> requireLatest(wish, channel));
        return take(wish);
    }

    private void requireFewBranches(Wish wish) {
        Set<Channel> wanted = branches(wish.channels().stream());
        if (!wanted.isEmpty()) {
            Instant now = clock.instant();
            Set<Channel> open = branches(channels.pointers(wish.snap().id()).stream()
                    .filter(pointer -> pointer.isOpen(now))
                    .map(Pointer::channel));
            wanted.removeAll(open);
            ReleaseRules.requireFewBranches(wish.snap(), open.size(), wanted.size());
        }
    }

    private static Set<Channel> branches(Stream<Channel> channels) {
        return channels.filter(channel -> channel.findBranch().isPresent())
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Checked(value = ChannelChange.Released.class, because = "it waits unless the release policy wants nobody")
    private ReleaseOutcome take(Wish wish, Channel channel) {
        ChannelMoves.Cause cause = new ChannelMoves.Cause(wish.actor(), Optional.empty(), clock.instant());
        if (moves.isReached(wish.goal(channel))) {
            moves.overtake(wish.snap(), wish.goal(channel), wish.wishedAt(), cause);
            return new Applied(channel);
        }
        int needed = gate.approvalsNeeded(wish.snap().store(), channel);
        if (needed == 0 || moves.isNarrower(wish.goal(channel))) {
            moves.release(wish.snap(), wish.goal(channel), wish.person(), wish.wishedAt(), cause);
            return new Applied(channel);
        }
        Optional<ReleaseRequestEntity> open = requests.open(wish.revision(), channel);
        if (open.isPresent() && open.get().share().equals(wish.share())) {
            return new Waiting(channel, open.get().id);
        }
        open.ifPresent(row -> {
            moves.supersede(wish.snap(), row, cause, "it was asked for another share of the devices");
            requests.flush();
        });
        ReleaseRules.requireFewWaiting(
                wish.snap(), channel, requests.open(wish.snap().id()).size());
        return new Waiting(channel, open(wish, channel, needed));
    }

    private void requireLatest(Wish wish, Channel channel) {
        if (moves.hasMovedSince(wish.goal(channel), wish.wishedAt())) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot release revision " + wish.revision().revision() + " to " + channel
                            + ": the channel was moved after the file was sent; release it again if it is still wanted");
        }
    }

    private UUID open(Wish wish, Channel channel, int needed) {
        ReleaseRequestEntity row = new ReleaseRequestEntity();
        row.id = TimeOrderedId.next(clock.instant(), random);
        row.snapId = wish.snap().id().value();
        row.revision = wish.revision().revision().value();
        row.track = channel.track().value();
        row.risk = channel.risk().wireName();
        row.branch = ChannelColumns.branch(channel);
        row.percentage = wish.share().percentage();
        row.paused = wish.share().paused();
        row.requestedBy = wish.person().value();
        row.requestedAt = wish.wishedAt();
        row.approvalsNeeded = needed;
        requests.persist(row);
        events.record(
                wish.actor().label(),
                new ReleaseChange.Requested(row.toRequest().told(wish.snap()), row.percentage, needed));
        return row.id;
    }
}
