package org.brandstore.release.track;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.brandstore.account.Actor;
import org.brandstore.event.Events;
import org.brandstore.event.change.ChannelChange;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.Track;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.Snap;
import org.brandstore.snap.Snaps;

/** The tracks of snaps. Every snap has {@code latest} and its default track from the start. */
@ApplicationScoped
public class Tracks {
    /** Every replica keeps them all in memory. */
    private static final int MOST = 200;

    private final TrackRepository rows;
    private final Snaps snaps;
    private final ReleaseLock lock;
    private final Events events;
    private final Clock clock;

    Tracks(TrackRepository rows, Snaps snaps, ReleaseLock lock, Events events, Clock clock) {
        this.rows = rows;
        this.snaps = snaps;
        this.lock = lock;
        this.events = events;
        this.clock = clock;
    }

    /** The tracks in the order in which they were made. */
    @Transactional
    public List<SnapTrack> of(SnapId id) {
        Snap snap = snaps.require(id);
        List<SnapTrack> made = rows.of(id).stream().map(TrackEntity::toTrack).toList();
        Stream<SnapTrack> given = builtIn(snap)
                .filter(name -> made.stream().noneMatch(track -> track.name().equals(name)))
                .map(name -> new SnapTrack(id, name, snap.createdAt()));
        return Stream.concat(given, made.stream()).toList();
    }

    /**
     * Makes a track, or does nothing if the snap has it.
     *
     * @return whether it is new
     * @throws StoreException {@link ErrorCode#CONFLICT} if the snap has very many
     */
    @Transactional
    public boolean create(SnapId id, Track track, Actor actor) {
        lock.take(id);
        Snap snap = snaps.require(id);
        if (builtIn(snap).anyMatch(track::equals) || rows.exists(id, track)) {
            return false;
        }
        if (rows.of(id).size() >= MOST) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot make track " + track + ": snap " + snap.name() + " has " + MOST + " tracks already,"
                            + " which is the most; use one of them");
        }
        insert(id, track);
        events.record(actor.label(), new ChannelChange.TrackCreated(snap.brand(), id, snap.name(), track));
        return true;
    }

    /**
     * Makes a track the one that channels without a track mean.
     *
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if the snap has no such track
     */
    @Transactional
    public void makeDefault(SnapId id, Track track, Actor actor) {
        lock.take(id);
        Snap snap = snaps.require(id);
        require(snap, track);
        if (!rows.exists(id, track)) {
            insert(id, track);
        }
        if (!rows.exists(id, snap.defaultTrack())) {
            insert(id, snap.defaultTrack());
        }
        snaps.setDefaultTrack(id, track, actor);
    }

    /**
     * Says beforehand whether {@link #makeDefault} would.
     *
     * @throws StoreException {@link ErrorCode#INVALID_FIELD} if the snap has no such track
     */
    @Transactional
    public void requireAsDefault(SnapId id, Track track) {
        require(snaps.require(id), track);
    }

    private void require(Snap snap, Track track) {
        if (!has(snap, track)) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot make " + track + " the default track: snap " + snap.name() + " has no such track");
        }
    }

    /** @throws StoreException {@link ErrorCode#INVALID_FIELD} if the snap has no such track as the channel says */
    @Transactional
    public void require(Snap snap, Channel channel) {
        ReleaseRules.requireTrack(snap, channel, has(snap, channel.track()));
    }

    /** @throws StoreException {@link ErrorCode#INVALID_FIELD} likewise, or if no new branch may have that name */
    @Transactional
    public void requireForRelease(Snap snap, Channel channel) {
        require(snap, channel);
        ReleaseRules.requireBranchName(channel);
    }

    public boolean has(Snap snap, Track track) {
        return builtIn(snap).anyMatch(track::equals) || rows.exists(snap.id(), track);
    }

    /** Pointers refer to rows; the tracks that every snap has get theirs with the first release. */
    public void ensureRow(Snap snap, Channel channel) {
        if (!rows.exists(snap.id(), channel.track())) {
            insert(snap.id(), channel.track());
        }
    }

    private void insert(SnapId snap, Track track) {
        TrackEntity row = new TrackEntity();
        row.snapId = snap.value();
        row.name = track.value();
        row.createdAt = clock.instant();
        rows.persist(row);
    }

    private static Stream<Track> builtIn(Snap snap) {
        return Stream.of(Channel.LATEST, snap.defaultTrack()).distinct();
    }
}
