package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.event.Change;
import org.brandstore.event.Events;
import org.brandstore.event.StoreChanged;
import org.brandstore.event.Topic;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;
import org.brandstore.release.RequestState.Superseded;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;

/**
 * What it means that a channel changes: pointers, history, the end of requests that were overtaken, and the record of
 * it all. The caller holds the lock of the snap and has checked that it may.
 */
@ApplicationScoped
class ChannelMoves {
    /** @param request the request that was approved; empty if none was needed */
    record Cause(Actor actor, Optional<UUID> request, Instant at) {}

    private final ReleaseLock lock;
    private final ChannelPointers pointers;
    private final ReleaseRequestRepository requests;
    private final Tracks tracks;
    private final Events events;

    ChannelMoves(
            ReleaseLock lock,
            ChannelPointers pointers,
            ReleaseRequestRepository requests,
            Tracks tracks,
            Events events) {
        this.lock = lock;
        this.pointers = pointers;
        this.requests = requests;
        this.tracks = tracks;
        this.events = events;
    }

    /** Must be called first: others that would change the snap's channels wait until the transaction ends. */
    void lock(SnapId snap) {
        lock.take(snap);
    }

    boolean isAt(SnapRevision revision, Channel channel) {
        return pointers.isAt(revision, channel);
    }

    /** @param requestedAt open requests made before that are overtaken */
    void release(Snap snap, SnapRevision revision, Channel channel, PersonId by, Instant requestedAt, Cause cause) {
        tracks.ensureRow(snap, channel);
        SortedMap<String, Object> before = pointers.present(snap.id(), channel);
        pointers.move(revision, channel, by, cause.at());
        SortedMap<String, Object> after = pointers.present(snap.id(), channel);
        record(snap, channel, cause, "release.applied", before, after);
        requests.overtaken(revision, channel, requestedAt).forEach(row -> supersede(snap, row, cause));
    }

    void close(Snap snap, Channel channel, PersonId by, Cause cause) {
        SortedMap<String, Object> before = pointers.present(snap.id(), channel);
        pointers.close(snap.id(), channel, by, cause.at());
        record(snap, channel, cause, "channel.closed", before, new TreeMap<>());
    }

    void closeExpired(Snap snap, Cause cause) {
        for (Channel channel : pointers.expired(snap.id(), cause.at())) {
            SortedMap<String, Object> before = pointers.present(snap.id(), channel);
            pointers.closeExpired(snap.id(), channel, cause.at());
            record(snap, channel, cause, "branch.expired", before, pointers.present(snap.id(), channel));
        }
    }

    private void supersede(Snap snap, ReleaseRequestEntity row, Cause cause) {
        row.become(new Superseded(cause.at()));
        events.record(new Change(
                cause.actor().label(),
                "release.superseded",
                "release-request/" + row.id,
                snap.brand(),
                Map.of(
                        "snap", snap.name().value(),
                        "revision", row.revision,
                        "channel", row.toRequest().channel().toString()),
                Map.of(),
                "a release that was asked for later reached the channel first",
                List.of(new StoreChanged(Topic.RELEASES, snap.id().value()))));
    }

    private void record(
            Snap snap,
            Channel channel,
            Cause cause,
            String action,
            SortedMap<String, Object> before,
            SortedMap<String, Object> after) {
        Map<String, Object> now = new HashMap<>();
        now.put("snap", snap.name().value());
        now.put("revisions", after);
        cause.request().ifPresent(request -> now.put("request", request.toString()));
        events.record(new Change(
                cause.actor().label(),
                action,
                "snap/" + snap.id() + "/channel/" + channel,
                snap.brand(),
                Map.of("revisions", before),
                now,
                "",
                List.of(
                        new StoreChanged(Topic.CATALOG, snap.id().value()),
                        new StoreChanged(Topic.RELEASES, snap.id().value()))));
    }
}
