package org.brandstore.release;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.release.channel.ChannelColumns;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.query.SnapQueries;
import org.hibernate.Session;

@ApplicationScoped
class ReleaseRequestRepository implements PanacheRepositoryBase<ReleaseRequestEntity, UUID> {
    private final Session database;
    private final Locks locks;

    ReleaseRequestRepository(Session database, Locks locks) {
        this.database = database;
        this.locks = locks;
    }

    Optional<ReleaseRequestEntity> open(SnapRevision revision, Channel channel) {
        return find(
                        "snapId = ?1 and revision = ?2 and track = ?3 and risk = ?4 and branch = ?5"
                                + " and state in ('waiting', 'scheduled')",
                        revision.snap().value(),
                        revision.revision().value(),
                        channel.track().value(),
                        channel.risk().wireName(),
                        ChannelColumns.branch(channel))
                .firstResultOptional();
    }

    /** Newest first. */
    List<ReleaseRequestEntity> open(SnapId snap) {
        return list("snapId = ?1 and state in ('waiting', 'scheduled') order by requestedAt desc, id", snap.value());
    }

    Optional<ReleaseRequestEntity> newest(SnapId snap, Revision revision, Channel channel) {
        return find(
                        "snapId = ?1 and revision = ?2 and track = ?3 and risk = ?4 and branch = ?5"
                                + " order by requestedAt desc, id",
                        snap.value(),
                        revision.value(),
                        channel.track().value(),
                        channel.risk().wireName(),
                        ChannelColumns.branch(channel))
                .firstResultOptional();
    }

    /** What waits or is scheduled for a channel, whatever the architecture, oldest first. */
    List<ReleaseRequestEntity> open(SnapId snap, Channel channel) {
        return list(
                "snapId = ?1 and track = ?2 and risk = ?3 and branch = ?4 and state in ('waiting', 'scheduled')"
                        + " order by requestedAt, id",
                snap.value(),
                channel.track().value(),
                channel.risk().wireName(),
                ChannelColumns.branch(channel));
    }

    /** Read without loading the row, so that what is read under the lock later is fresh. */
    Optional<SnapId> snapOf(UUID id) {
        return database.createNativeQuery("select snap_id from release_request where id = :id", String.class)
                .setParameter("id", id)
                .uniqueResultOptional()
                .map(SnapId::new);
    }

    Optional<ReleaseRequestEntity> locked(UUID id) {
        return locks.row(Lock.RELEASE_REQUEST, ReleaseRequestEntity.class, id);
    }

    /** The row under a lock if it is due; empty if another transaction has the lock, or is done with it. */
    Optional<ReleaseRequestEntity> dueLocked(UUID id, Instant now) {
        return database.createNativeQuery(
                        "select * from release_request where id = :id and state = 'scheduled' and effective_at <= :now"
                                + " for update skip locked",
                        ReleaseRequestEntity.class)
                .setParameter("id", id)
                .setParameter("now", now)
                .uniqueResultOptional();
    }

    /** Only what they are known by: one that cannot be read keeps no other from being found. */
    List<UUID> due(Instant now, Set<UUID> leaveAlone, int limit) {
        return database.createNativeQuery(
                        "select id from release_request where state = 'scheduled' and effective_at <= :now"
                                + " and id <> all (:others) order by effective_at, requested_at, id limit :limit",
                        UUID.class)
                .setParameter("now", now)
                .setParameter("others", leaveAlone.toArray(UUID[]::new))
                .setParameter("limit", limit)
                .getResultList();
    }

    List<ReleaseRequestEntity> ofStores(Collection<StoreId> stores, boolean open, int limit) {
        return database.createNativeQuery(
                        "select r.* from release_request r where r.snap_id in " + SnapQueries.idsOfStores(":stores")
                                + " and (r.state in ('waiting', 'scheduled')) = :open"
                                + " order by case when :open then r.requested_at end,"
                                + " case when not :open then r.decided_at end desc, r.id limit :limit",
                        ReleaseRequestEntity.class)
                .setParameterList("stores", stores.stream().map(StoreId::value).toList())
                .setParameter("open", open)
                .setParameter("limit", limit)
                .getResultList();
    }

    /**
     * The open requests for the channel that were made before the given moment and would move a pointer that the
     * revision moves too.
     */
    List<ReleaseRequestEntity> overtaken(SnapRevision by, Channel channel, Instant requestedBefore) {
        return database.createNativeQuery(
                        "select r.* from release_request r"
                                + " where r.snap_id = :snap and r.track = :track and r.risk = :risk"
                                + " and r.branch = :branch and r.state in ('waiting', 'scheduled')"
                                + " and r.requested_at < :before and "
                                + SnapQueries.sharesArchitecture("r", ":architectures")
                                + " order by r.requested_at, r.id" + locks.forUpdate(Lock.RELEASE_REQUEST) + " of r",
                        ReleaseRequestEntity.class)
                .setParameter("snap", by.snap().value())
                .setParameter("track", channel.track().value())
                .setParameter("risk", channel.risk().wireName())
                .setParameter("branch", ChannelColumns.branch(channel))
                .setParameter("before", requestedBefore)
                .setParameter(
                        "architectures",
                        by.architectures().stream().map(Architecture::value).toArray(String[]::new))
                .getResultList();
    }
}
