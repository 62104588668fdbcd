package org.brandstore.device.serial;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class SerialRequestRepository implements PanacheRepositoryBase<SerialRequestEntity, String> {
    List<SerialRequestEntity> waiting(String brandId) {
        return list("brandId = ?1 and state = ?2 order by requestedAt", brandId, SerialRequestEntity.WAITING);
    }
}
