package org.brandstore.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class OfferRepository implements PanacheRepositoryBase<OfferEntity, OfferEntity.Key> {
    List<OfferEntity> of(String store) {
        return list("storeId", store);
    }
}
