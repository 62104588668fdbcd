package org.brandstore.snap.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.brandstore.account.Actor;
import org.brandstore.event.Change;
import org.brandstore.event.Events;
import org.brandstore.event.StoreChanged;
import org.brandstore.event.Topic;
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
        events.record(new Change(
                actor.label(),
                "review-policy.changed",
                "store/" + store.id() + "/review-policy",
                store.brand(),
                values(before),
                values(policy),
                reason,
                List.of(new StoreChanged(Topic.UPLOADS, "store/" + store.id()))));
    }

    private static Map<String, Object> values(ReviewPolicy policy) {
        Map<String, Object> values = new TreeMap<>();
        policy.actions().forEach((check, action) -> values.put(check.code(), action.wireName()));
        values.put("max-bytes", policy.maxBytes());
        return values;
    }
}
