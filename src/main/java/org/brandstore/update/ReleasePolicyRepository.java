package org.brandstore.update;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.brandstore.naming.Risk;
import org.brandstore.naming.StoreId;
import org.hibernate.Session;

@ApplicationScoped
class ReleasePolicyRepository implements PanacheRepositoryBase<ReleasePolicyEntity, ReleasePolicyEntity.Key> {
    private final Session database;

    ReleasePolicyRepository(Session database) {
        this.database = database;
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
        database.createNativeQuery(
                        "select 1 from pg_advisory_xact_lock(hashtextextended('release-policy/' || :store, 0))",
                        Integer.class)
                .setParameter("store", store.value())
                .getSingleResult();
    }
}
