package org.brandstore.release;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;

@ApplicationScoped
class ChannelPointerRepository implements PanacheRepositoryBase<ChannelPointerEntity, ChannelPointerEntity.Key> {
    List<ChannelPointerEntity> of(SnapId snap) {
        return list("snapId", snap.value());
    }

    List<ChannelPointerEntity> of(SnapId snap, Channel channel) {
        return list(
                "snapId = ?1 and track = ?2 and risk = ?3 and branch = ?4",
                snap.value(),
                channel.track().value(),
                channel.risk().wireName(),
                ChannelColumns.branch(channel));
    }

    List<ChannelPointerEntity> expired(SnapId snap, Instant now) {
        return list("snapId = ?1 and expiresAt <= ?2", snap.value(), now);
    }

    /** The snaps with expired pointers, in the order in which their locks are to be taken. */
    List<SnapId> snapsWithExpired(Instant now) {
        return getEntityManager()
                .createQuery(
                        "select distinct p.snapId from ChannelPointerEntity p where p.expiresAt <= :now order by p.snapId",
                        String.class)
                .setParameter("now", now)
                .getResultStream()
                .map(SnapId::new)
                .toList();
    }
}
