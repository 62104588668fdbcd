package org.brandstore.snap.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.TreeMap;
import org.brandstore.account.Actor;
import org.brandstore.event.Events;
import org.brandstore.event.change.BrandChange;
import org.brandstore.naming.StoreId;
import org.brandstore.store.BrandStore;

/** The review policy of each store. It is changed through {@link ReviewPolicyChanges} alone. */
@ApplicationScoped
public class ReviewPolicies {
    private final ReviewPolicyRepository rows;
    private final Events events;

    ReviewPolicies(ReviewPolicyRepository rows, Events events) {
        this.rows = rows;
        this.events = events;
    }

    @Transactional
    public ReviewPolicy of(StoreId store) {
        return rows.of(store);
    }

    /**
     * Sets the policy for uploads to come. What waits already is looked at again only when somebody asks for it.
     *
     * @param reason for the audit log
     */
    @Transactional
    public void set(BrandStore store, ReviewPolicy policy, String reason, Actor actor) {
        rows.lock(store.id());
        ReviewPolicy before = rows.of(store.id());
        if (policy.equals(before)) {
            return;
        }
        rows.set(store.id(), policy);
        events.record(
                actor.label(),
                new BrandChange.ReviewPolicyChanged(store.brand(), store.id(), told(before), told(policy), reason));
    }

    private static BrandChange.ReviewPolicy told(ReviewPolicy policy) {
        Map<String, String> actions = new TreeMap<>();
        policy.actions().forEach((check, action) -> actions.put(check.code(), action.wireName()));
        return new BrandChange.ReviewPolicy(actions, policy.maxBytes(), policy.grantApprovals());
    }
}
