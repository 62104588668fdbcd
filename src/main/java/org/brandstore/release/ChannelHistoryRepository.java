package org.brandstore.release;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.brandstore.naming.SnapId;

@ApplicationScoped
class ChannelHistoryRepository implements PanacheRepositoryBase<ChannelHistoryEntity, Long> {
    List<ChannelHistoryEntity> newestFirst(SnapId snap) {
        return list("snapId", Sort.descending("id"), snap.value());
    }
}
