package org.brandstore.release;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.brandstore.naming.SnapId;

@ApplicationScoped
class StopRepository implements PanacheRepositoryBase<StopEntity, StopEntity.Key> {
    List<StopEntity> of(SnapId snap) {
        return list("snapId = ?1 order by track, risk, branch, revision", snap.value());
    }
}
