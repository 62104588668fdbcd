package org.brandstore.snap.collaborator;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.brandstore.account.PersonId;
import org.brandstore.naming.SnapId;

@ApplicationScoped
class CollaboratorRepository implements PanacheRepositoryBase<CollaboratorEntity, CollaboratorEntity.Key> {
    List<CollaboratorEntity> of(SnapId snap) {
        return list("snapId", Sort.by("addedAt").and("personId"), snap.value());
    }

    List<CollaboratorEntity> of(PersonId person) {
        return list("personId", person.value());
    }
}
