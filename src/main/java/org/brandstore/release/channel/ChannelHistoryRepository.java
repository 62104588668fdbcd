package org.brandstore.release.channel;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;

@ApplicationScoped
class ChannelHistoryRepository implements PanacheRepositoryBase<ChannelHistoryEntity, Long> {
    /** What a later wish did to a channel after the given moment; that a share ended is nobody's wish. */
    List<ChannelHistoryEntity> since(SnapId snap, Channel channel, Instant moment) {
        return list(
                "snapId = ?1 and track = ?2 and risk = ?3 and branch = ?4 and at > ?5"
                        + " and (percentage is null or percentage > 0)",
                snap.value(),
                channel.track().value(),
                channel.risk().wireName(),
                ChannelColumns.branch(channel),
                moment);
    }

    List<ChannelHistoryEntity> newestFirst(SnapId snap) {
        return list("snapId", Sort.descending("id"), snap.value());
    }
}
