package org.brandstore.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class OfferRepository implements PanacheRepositoryBase<OfferEntity, OfferEntity.Key> {
    /** Whether store and snap are of one brand. What is not there is of none. */
    boolean areOfOneBrand(String store, String snap) {
        return !getEntityManager()
                .createNativeQuery(
                        "select 1 from snap s join store t on t.brand_id = s.brand_id where s.id = ?1 and t.id = ?2",
                        Integer.class)
                .setParameter(1, snap)
                .setParameter(2, store)
                .getResultList()
                .isEmpty();
    }

    List<OfferEntity> of(String store) {
        return list("storeId", store);
    }
}
