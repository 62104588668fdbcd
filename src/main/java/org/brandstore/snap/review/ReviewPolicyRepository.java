package org.brandstore.snap.review;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.naming.StoreId;

@ApplicationScoped
class ReviewPolicyRepository implements PanacheRepositoryBase<ReviewPolicyEntity, ReviewPolicyEntity.Key> {

    private final Locks locks;

    ReviewPolicyRepository(Locks locks) {
        this.locks = locks;
    }

    ReviewPolicy of(StoreId store) {
        Map<ReviewCheck, ReviewAction> actions = new EnumMap<>(ReviewCheck.class);
        for (ReviewPolicyEntity row : list("storeId", store.value())) {
            ReviewCheck.find(row.check)
                    .filter(ReviewCheck::isConfigurable)
                    .ifPresent(check ->
                            actions.put(check, ReviewAction.find(row.action).orElseThrow()));
        }
        ReviewLimitEntity limits = getEntityManager().find(ReviewLimitEntity.class, store.value());
        return limits == null
                ? new ReviewPolicy(actions, ReviewPolicy.STANDARD_MAX_BYTES, ReviewPolicy.STANDARD.grantApprovals())
                : new ReviewPolicy(actions, limits.maxBytes, limits.grantApprovals);
    }

    void set(StoreId store, ReviewPolicy policy) {
        policy.actions().forEach((check, action) -> {
            ReviewPolicyEntity row = findByIdOptional(new ReviewPolicyEntity.Key(store.value(), check.code()))
                    .orElseGet(ReviewPolicyEntity::new);
            row.storeId = store.value();
            row.check = check.code();
            row.action = action.wireName();
            persist(row);
        });
        ReviewLimitEntity known = getEntityManager().find(ReviewLimitEntity.class, store.value());
        ReviewLimitEntity limit = known == null ? new ReviewLimitEntity() : known;
        limit.storeId = store.value();
        limit.maxBytes = policy.maxBytes();
        limit.grantApprovals = policy.grantApprovals();
        getEntityManager().persist(limit);
    }

    /** Who changes the policy of a store at the same time waits. */
    void lock(StoreId store) {
        locks.take(Lock.REVIEW_POLICY, store.value());
    }
}
