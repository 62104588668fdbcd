package org.brandstore.release.channel;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;

@ApplicationScoped
class ChannelPhaseRepository implements PanacheRepositoryBase<ChannelPhaseEntity, ChannelPhaseEntity.Key> {
    List<ChannelPhaseEntity> of(SnapId snap) {
        return list("snapId = ?1 order by track, risk, architecture", snap.value());
    }

    /** None for a branch: those are small enough. */
    List<ChannelPhaseEntity> of(SnapId snap, Channel channel) {
        return channel.findBranch().isPresent()
                ? List.of()
                : list(
                        "snapId = ?1 and track = ?2 and risk = ?3 order by architecture",
                        snap.value(),
                        channel.track().value(),
                        channel.risk().wireName());
    }
}
