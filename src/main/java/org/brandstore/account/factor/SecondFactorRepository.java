package org.brandstore.account.factor;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;

@ApplicationScoped
class SecondFactorRepository implements PanacheRepositoryBase<SecondFactorEntity, UUID> {
    private final Locks locks;

    SecondFactorRepository(Locks locks) {
        this.locks = locks;
    }

    /** The row, which no other transaction changes until the commit. */
    Optional<SecondFactorEntity> findLocked(UUID person) {
        return locks.row(Lock.SECOND_FACTOR, SecondFactorEntity.class, person);
    }
}
