package org.brandstore.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

@ApplicationScoped
class StoreRepository implements PanacheRepositoryBase<StoreEntity, String> {
    List<StoreEntity> ofBrand(String brandId) {
        return list("brandId", Sort.by("id"), brandId);
    }
}
