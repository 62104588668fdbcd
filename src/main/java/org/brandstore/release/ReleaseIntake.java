package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.event.Change;
import org.brandstore.event.Events;
import org.brandstore.event.StoreChanged;
import org.brandstore.event.Topic;
import org.brandstore.naming.Channel;
import org.brandstore.naming.TimeOrderedId;
import org.brandstore.release.ReleaseOutcome.Applied;
import org.brandstore.release.ReleaseOutcome.Waiting;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;

/** Takes in what developers want to release: applies it, or makes a request of it where the gate wants approval. */
@ApplicationScoped
class ReleaseIntake {
    /** @param person who is the requester, and therefore not an approver */
    record Wish(
            Snap snap, SnapRevision revision, List<Channel> channels, Progressive share, PersonId person, Actor actor) {
        ChannelMoves.Goal goal(Channel channel) {
            return new ChannelMoves.Goal(revision, channel, share);
        }
    }

    private final PublishGate gate;
    private final ReleaseRequestRepository requests;
    private final ChannelMoves moves;
    private final Tracks tracks;
    private final Events events;
    private final Clock clock;
    private final SecureRandom random;

    ReleaseIntake(
            PublishGate gate,
            ReleaseRequestRepository requests,
            ChannelMoves moves,
            Tracks tracks,
            Events events,
            Clock clock,
            SecureRandom random) {
        this.gate = gate;
        this.requests = requests;
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
            ReleaseRules.requireReleasable(wish.revision(), channel);
            ReleaseRules.requirePhasable(channel, wish.share());
        }
        return wish.channels().stream()
                .distinct()
                .map(channel -> take(wish, channel))
                .toList();
    }

    private ReleaseOutcome take(Wish wish, Channel channel) {
        if (moves.isReached(wish.goal(channel))) {
            return new Applied(channel);
        }
        int needed = gate.approvalsNeeded(wish.snap().store(), channel);
        if (needed == 0 || moves.isNarrower(wish.goal(channel))) {
            Instant now = clock.instant();
            moves.release(
                    wish.snap(),
                    wish.goal(channel),
                    wish.person(),
                    now,
                    new ChannelMoves.Cause(wish.actor(), Optional.empty(), now));
            return new Applied(channel);
        }
        Optional<ReleaseRequestEntity> open = requests.open(wish.revision(), channel);
        if (open.isPresent() && open.get().share().equals(wish.share())) {
            return new Waiting(channel, open.get().id);
        }
        open.ifPresent(row -> {
            moves.supersede(
                    wish.snap(),
                    row,
                    new ChannelMoves.Cause(wish.actor(), Optional.empty(), clock.instant()),
                    "it was asked for another share of the devices");
            requests.flush();
        });
        return new Waiting(channel, open(wish, channel, needed));
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
        row.requestedAt = clock.instant();
        row.approvalsNeeded = needed;
        requests.persist(row);
        events.record(Change.created(
                wish.actor().label(),
                "release.requested",
                "release-request/" + row.id,
                wish.snap().brand(),
                Map.of(
                        "snap",
                        wish.snap().name().value(),
                        "revision",
                        row.revision,
                        "channel",
                        channel.toString(),
                        "percentage",
                        row.percentage,
                        "approvals-needed",
                        needed),
                new StoreChanged(Topic.RELEASES, row.snapId)));
        return row.id;
    }
}
