package org.brandstore.release.channel;

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

    List<ChannelPointerEntity> expired(SnapId snap, Channel channel, Instant now) {
        return list(
                "snapId = ?1 and track = ?2 and risk = ?3 and branch = ?4 and expiresAt <= ?5",
                snap.value(),
                channel.track().value(),
                channel.risk().wireName(),
                ChannelColumns.branch(channel),
                now);
    }

    /** The branches with expired pointers, in the order in which the locks of their snaps are to be taken. */
    List<ExpiredBranch> expired(Instant now) {
        return list("expiresAt <= ?1 order by snapId, track, risk, branch", now).stream()
                .map(row -> new ExpiredBranch(
                        new SnapId(row.snapId), row.toPointer().channel()))
                .distinct()
                .toList();
    }
}
