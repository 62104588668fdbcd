package org.brandstore.update;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.brandstore.account.Actor;
import org.brandstore.event.Events;
import org.brandstore.event.change.BrandChange;
import org.brandstore.naming.Risk;
import org.brandstore.naming.StoreId;
import org.brandstore.store.BrandStore;

/** The release policy of each store. It is changed through {@link ReleasePolicyChanges} alone. */
@ApplicationScoped
public class ReleasePolicies {
    private final ReleasePolicyRepository rows;
    private final Events events;

    ReleasePolicies(ReleasePolicyRepository rows, Events events) {
        this.rows = rows;
        this.events = events;
    }

    @Transactional
    public ReleasePolicy of(StoreId store) {
        Map<Risk, Integer> approvals = new EnumMap<>(Risk.class);
        for (Risk risk : Risk.values()) {
            approvals.put(risk, approvals(store, risk));
        }
        return new ReleasePolicy(approvals);
    }

    /** How many people must approve a release of this risk level in the store. */
    @Transactional
    public int approvals(StoreId store, Risk risk) {
        return rows.approvals(store, risk).orElse(ReleasePolicy.DEFAULT.approvals(risk));
    }

    /**
     * Sets the policy for releases to come. A request that waits needs no fewer people than when it was made, and as
     * many as the policy wants now if that is more.
     *
     * @param reason for the audit log
     */
    @Transactional
    public void set(BrandStore store, ReleasePolicy policy, String reason, Actor actor) {
        rows.lock(store.id());
        ReleasePolicy before = of(store.id());
        if (policy.equals(before)) {
            return;
        }
        policy.approvals().forEach((risk, number) -> rows.set(store.id(), risk, number));
        events.record(
                actor.label(),
                new BrandChange.ReleasePolicyChanged(store.brand(), store.id(), told(before), told(policy), reason));
    }

    private static Map<String, Integer> told(ReleasePolicy policy) {
        Map<String, Integer> approvals = new TreeMap<>();
        policy.approvals().forEach((risk, number) -> approvals.put(risk.wireName(), number));
        return approvals;
    }
}
