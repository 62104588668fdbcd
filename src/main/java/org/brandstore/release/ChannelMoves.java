package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.event.Events;
import org.brandstore.event.change.Change;
import org.brandstore.event.change.ChannelChange;
import org.brandstore.event.change.ReleaseChange;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;
import org.brandstore.release.RequestState.Superseded;
import org.brandstore.release.channel.ChannelPhases;
import org.brandstore.release.channel.ChannelPointers;
import org.brandstore.release.channel.Progressive;
import org.brandstore.release.track.ReleaseLock;
import org.brandstore.release.track.Tracks;
import org.brandstore.snap.RevisionReleased;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;
import org.jspecify.annotations.Nullable;

/**
 * What it means that a channel changes: pointers, history, the end of requests that were overtaken, and the record of
 * it all. The caller holds the lock of the snap and has checked that it may.
 */
@ApplicationScoped
class ChannelMoves {
    /** @param request the request that was approved; empty if none was needed */
    record Cause(Actor actor, Optional<UUID> request, Instant at) {}

    /** What a channel is to offer, and to how many. */
    record Goal(SnapRevision revision, Channel channel, Progressive share) {}

    private final ReleaseLock lock;
    private final ChannelPointers pointers;
    private final ChannelPhases phases;
    private final ReleaseRequestRepository requests;
    private final Tracks tracks;
    private final Events events;
    private final Event<RevisionReleased> released;

    ChannelMoves(
            ReleaseLock lock,
            ChannelPointers pointers,
            ChannelPhases phases,
            ReleaseRequestRepository requests,
            Tracks tracks,
            Events events,
            Event<RevisionReleased> released) {
        this.lock = lock;
        this.pointers = pointers;
        this.phases = phases;
        this.requests = requests;
        this.tracks = tracks;
        this.events = events;
        this.released = released;
    }

    /** Must be called first: others that would change the snap's channels wait until the transaction ends. */
    void lock(SnapId snap) {
        lock.take(snap);
    }

    /** Whether there is nothing to do. */
    boolean isReached(Goal goal) {
        return goal.share().isWhole()
                ? pointers.isAt(goal.revision(), goal.channel()) && !phases.isUnderWay(goal.revision(), goal.channel())
                : phases.isAt(goal.revision(), goal.channel(), goal.share());
    }

    /** Whether the goal gives the revision to nobody who does not get it already. */
    boolean isNarrower(Goal goal) {
        return !goal.share().isWhole() && phases.isBeyond(goal.revision(), goal.channel(), goal.share());
    }

    /**
     * What gives the revision to nobody new ends nothing but what it narrows; everything else ends the open requests for
     * the same architectures that were made before.
     *
     * @param requestedAt when the release was asked for
     */
    void release(Snap snap, Goal goal, PersonId by, Instant requestedAt, Cause cause) {
        Channel channel = goal.channel();
        boolean narrower = isNarrower(goal);
        tracks.ensureRow(snap, channel);
        ChannelChange.Offers before = present(snap, channel);
        if (goal.share().isWhole()) {
            pointers.move(goal.revision(), channel, by, cause.at());
            phases.end(goal.revision(), channel, by, cause.at());
        } else {
            phases.set(goal.revision(), channel, goal.share(), by, cause.at());
        }
        record(
                cause,
                new ChannelChange.Released(
                        ChannelDrafts.told(snap, channel), before, present(snap, channel), cause.request()));
        if (goal.share().isWhole()) {
            released.fire(new RevisionReleased(goal.revision(), channel, cause.actor()));
        }
        if (!narrower) {
            overtake(snap, goal, requestedAt, cause);
        }
    }

    /** Ends the open requests that a later wish for the same architectures stands in the place of. */
    void overtake(Snap snap, Goal goal, Instant requestedAt, Cause cause) {
        requests.overtaken(goal.revision(), goal.channel(), requestedAt)
                .forEach(row ->
                        supersede(snap, row, cause, "a release that was asked for later reached the channel first"));
    }

    /** Whether a later wish has moved the channel for one of the revision's architectures since the given moment. */
    boolean hasMovedSince(Goal goal, Instant wishedAt) {
        return pointers.movedSince(goal.revision(), goal.channel(), wishedAt);
    }

    void close(Snap snap, Channel channel, @Nullable PersonId by, Cause cause) {
        ChannelChange.Offers before = present(snap, channel);
        pointers.close(snap.id(), channel, by, cause.at());
        phases.end(snap.id(), channel, by, cause.at());
        record(cause, new ChannelChange.Closed(ChannelDrafts.told(snap, channel), before, present(snap, channel)));
        requests.open(snap.id(), channel)
                .forEach(row -> supersede(snap, row, cause, "the channel was closed after this was asked for"));
    }

    void closeExpired(Snap snap, Channel channel, Cause cause) {
        ChannelChange.Offers before = present(snap, channel);
        if (pointers.closeExpired(snap.id(), channel, cause.at())) {
            record(
                    cause,
                    new ChannelChange.BranchExpired(ChannelDrafts.told(snap, channel), before, present(snap, channel)));
        }
    }

    /** Whether devices are offered something by the channel itself. */
    boolean isOpen(SnapId snap, Channel channel) {
        return !pointers.present(snap, channel).isEmpty() || phases.isUnderWay(snap, channel);
    }

    /** Whether closing it would change anything, for devices or for what waits. */
    boolean isClosable(SnapId snap, Channel channel) {
        return isOpen(snap, channel) || !requests.open(snap, channel).isEmpty();
    }

    /** For the audit log. */
    private ChannelChange.Offers present(Snap snap, Channel channel) {
        return new ChannelChange.Offers(
                pointers.present(snap.id(), channel),
                phases.isUnderWay(snap.id(), channel)
                        ? Optional.of(phases.present(snap.id(), channel))
                        : Optional.empty());
    }

    /** Ends a request because a later one, or a later wish of the same person, stands in its place. */
    void supersede(Snap snap, ReleaseRequestEntity row, Cause cause, String why) {
        row.become(new Superseded(cause.at()));
        record(cause, new ReleaseChange.Superseded(row.toRequest().told(snap), why));
    }

    private void record(Cause cause, Change change) {
        events.record(cause.actor().label(), change);
    }
}
