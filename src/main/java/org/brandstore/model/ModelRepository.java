package org.brandstore.model;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.brandstore.account.AccountQueries;

@ApplicationScoped
class ModelRepository implements PanacheRepositoryBase<ModelEntity, ModelEntity.Key> {
    List<ModelEntity> ofBrand(String brand) {
        return list("brandId", Sort.by("name"), brand);
    }

    List<ModelEntity> open() {
        return list(
                "serialPolicy = ?1 and apiKeyHash is null",
                Sort.by("brandId").and("name"),
                SerialPolicy.AUTOMATIC.wireName());
    }

    boolean isAccountHere(String account) {
        return !getEntityManager()
                .createNativeQuery(AccountQueries.exists(), Integer.class)
                .setParameter(1, account)
                .getResultList()
                .isEmpty();
    }
}
