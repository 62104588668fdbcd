package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposals;
import org.brandstore.event.Events;
import org.brandstore.event.Reason;
import org.brandstore.event.change.ChannelChange;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.release.channel.ChannelOffer;
import org.brandstore.release.channel.ChannelRecords;
import org.brandstore.snap.Snap;
import org.brandstore.snap.Snaps;

/**
 * The emergency brake: one person stops what a channel offers, at once and with a reason. It reaches no further than that
 * no other device is offered it; nothing goes back, nothing is closed. Going on takes somebody else too.
 */
@ApplicationScoped
@Transactional
public class Stops {
    private final StopRepository rows;
    private final ChannelMoves moves;
    private final ChannelOffers offers;
    private final ChannelRecords channels;
    private final Snaps snaps;
    private final Proposals proposals;
    private final Events events;
    private final Clock clock;

    Stops(
            StopRepository rows,
            ChannelMoves moves,
            ChannelOffers offers,
            ChannelRecords channels,
            Snaps snaps,
            Proposals proposals,
            Events events,
            Clock clock) {
        this.rows = rows;
        this.moves = moves;
        this.offers = offers;
        this.channels = channels;
        this.snaps = snaps;
        this.proposals = proposals;
        this.events = events;
        this.clock = clock;
    }

    /** What is stopped of a snap, by channel and revision. */
    public List<Stop> of(SnapId snap) {
        return rows.of(snap).stream().map(StopEntity::toStop).toList();
    }

    /**
     * Stops whatever the channel offers now, to all or to a share, of whatever epoch, for every architecture. What is stopped
     * already stays as it is. Callers check first who may do it.
     *
     * @return what is stopped of the channel now
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} without a reason, {@link ErrorCode#CONFLICT} if the channel
     *     itself offers nothing
     */
    public List<Stop> stop(SnapId id, Channel channel, String reason, Actor actor) {
        String why = Reason.require(reason);
        moves.lock(id);
        Snap snap = snaps.require(id);
        NavigableSet<Integer> offered = offered(id, channel);
        if (offered.isEmpty()) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot stop " + channel + " of snap " + snap.name()
                            + ": it offers nothing itself; stop the channel that devices get the revision from");
        }
        for (int number : offered) {
            StopEntity.Key key = StopEntity.Key.of(id, channel, new Revision(number));
            if (rows.findByIdOptional(key).isEmpty()) {
                add(snap, key, channel, why, actor);
            }
        }
        return stopped(id, channel);
    }

    /**
     * Lets the channel offer its stopped revisions again; somebody else who decides about releases has to agree.
     *
     * @throws StoreException {@link ErrorCode#CONFLICT} if nothing of it is stopped
     */
    public Outcome resume(SnapId id, Channel channel, String reason, Actor actor) {
        lock(id);
        Snap snap = snaps.require(id);
        String numbers = String.join(
                " ",
                stopped(id, channel).stream()
                        .map(stop -> stop.revision().toString())
                        .toList());
        if (numbers.isEmpty()) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot resume " + channel + " of snap " + snap.name() + ": nothing of it is stopped");
        }
        return proposals.propose(
                Draft.of(
                        ChangeKind.RESUME_CHANNEL,
                        ChannelDrafts.subject(id, channel),
                        "offer revision " + numbers + " in " + channel + " of snap " + snap.name() + " again",
                        snap.brand(),
                        snap.store(),
                        Map.of("snap", id.value(), "channel", channel.toString(), "revisions", numbers),
                        reason),
                actor);
    }

    void lock(SnapId id) {
        moves.lock(id);
    }

    /** The effect of {@link #resume}. */
    void lift(SnapId id, Channel channel, List<Revision> revisions, String why, Actor actor) {
        lock(id);
        Snap snap = snaps.require(id);
        for (Revision revision : revisions) {
            if (rows.deleteById(StopEntity.Key.of(id, channel, revision))) {
                events.record(
                        actor.label(), new ChannelChange.Resumed(ChannelDrafts.told(snap, channel), revision, why));
            }
        }
    }

    private void add(Snap snap, StopEntity.Key key, Channel channel, String why, Actor actor) {
        StopEntity row = new StopEntity();
        row.snapId = key.snapId();
        row.track = key.track();
        row.risk = key.risk();
        row.branch = key.branch();
        row.revision = key.revision();
        row.stoppedAt = clock.instant().truncatedTo(ChronoUnit.MICROS);
        row.stoppedBy = actor.person().map(PersonId::value).orElse(null);
        row.reason = why;
        rows.persist(row);
        events.record(
                actor.label(),
                new ChannelChange.Stopped(ChannelDrafts.told(snap, channel), new Revision(row.revision), why));
    }

    private List<Stop> stopped(SnapId id, Channel channel) {
        return of(id).stream().filter(stop -> stop.channel().equals(channel)).toList();
    }

    private NavigableSet<Integer> offered(SnapId id, Channel channel) {
        NavigableSet<Integer> offered = new TreeSet<>();
        Stream.concat(
                        offers.of(id).stream()
                                .filter(offer -> offer.pointer().channel().equals(channel))
                                .flatMap(Stops::revisions),
                        channels.comingTo(id, channel))
                .forEach(offered::add);
        return offered;
    }

    /** What was released last, and what devices get whose data that cannot read. */
    private static Stream<Integer> revisions(ChannelOffer offer) {
        return Stream.concat(Stream.of(offer.pointer()), offer.reaching().stream())
                .map(pointer -> pointer.revision().value());
    }
}
