package org.brandstore.update;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.naming.Risk;
import org.brandstore.naming.StoreId;

@ApplicationScoped
class ReleasePolicyRepository implements PanacheRepositoryBase<ReleasePolicyEntity, ReleasePolicyEntity.Key> {
    private final Locks locks;

    ReleasePolicyRepository(Locks locks) {
        this.locks = locks;
    }

    Optional<Integer> approvals(StoreId store, Risk risk) {
        return findByIdOptional(ReleasePolicyEntity.Key.of(store, risk)).map(row -> row.approvals);
    }

    void set(StoreId store, Risk risk, int approvals) {
        ReleasePolicyEntity row = findByIdOptional(ReleasePolicyEntity.Key.of(store, risk))
                .orElseGet(() -> {
                    ReleasePolicyEntity created = new ReleasePolicyEntity();
                    created.storeId = store.value();
                    created.risk = risk.wireName();
                    return created;
                });
        row.approvals = approvals;
        persist(row);
    }

    /** Makes two editors of the same policy go one after the other, so that each sees what the other did. */
    void lock(StoreId store) {
        locks.take(Lock.RELEASE_POLICY, store.value());
    }
}
