package org.brandstore.account.factor;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class SecondFactorRepository implements PanacheRepositoryBase<SecondFactorEntity, UUID> {
    /** The row, which no other transaction changes until the commit. */
    Optional<SecondFactorEntity> findLocked(UUID person) {
        return findByIdOptional(person, LockModeType.PESSIMISTIC_WRITE);
    }
}
