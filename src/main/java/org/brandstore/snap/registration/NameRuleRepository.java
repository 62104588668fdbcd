package org.brandstore.snap.registration;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.brandstore.naming.AccountId;

@ApplicationScoped
class NameRuleRepository implements PanacheRepositoryBase<NameRuleEntity, NameRuleEntity.Key> {
    List<NameRuleEntity> of(AccountId brand) {
        return list("brandId", Sort.by("value"), brand.value());
    }

    void clear(AccountId brand) {
        delete("brandId", brand.value());
    }
}
