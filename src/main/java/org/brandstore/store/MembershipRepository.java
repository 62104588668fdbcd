package org.brandstore.store;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class MembershipRepository implements PanacheRepositoryBase<MembershipEntity, MembershipEntity.Key> {
    List<MembershipEntity> of(UUID person) {
        return list("personId", person);
    }

    List<MembershipEntity> of(UUID person, String store) {
        return list("personId = ?1 and storeId = ?2", person, store);
    }

    List<MembershipEntity> ofStore(String store) {
        return list("storeId", store);
    }
}
