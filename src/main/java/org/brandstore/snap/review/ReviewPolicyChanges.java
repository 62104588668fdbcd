package org.brandstore.snap.review;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import org.brandstore.account.Actor;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.GatedChange;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposals;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Stores;

/**
 * Changes the review policy of a store. Whatever lets more uploads pass than before needs the approval of somebody else who
 * decides about uploads; what holds more of them back does not.
 */
@ApplicationScoped
public class ReviewPolicyChanges {
    private static final String MAX_BYTES = "max-bytes";
    private static final String GRANTS = "grant-approvals";
    private static final String WAS = "was-";

    private final ReviewPolicies policies;
    private final Proposals proposals;

    ReviewPolicyChanges(ReviewPolicies policies, Proposals proposals) {
        this.policies = policies;
        this.proposals = proposals;
    }

    /** Sets the policy for uploads to come, or proposes it. Callers check first who may ask. */
    @Transactional
    public Outcome set(BrandStore store, ReviewPolicy wanted, String reason, Actor actor) {
        ReviewPolicy now = policies.of(store.id());
        if (now.equals(wanted)) {
            return new Outcome.Done();
        }
        Map<String, String> content = new TreeMap<>(values("", wanted));
        content.putAll(values(WAS, now));
        return proposals.propose(
                Draft.of(
                        ChangeKind.REVIEW_POLICY,
                        "store/" + store.id() + "/review-policy",
                        "change what uploads in store " + store.name() + " are held for: " + difference(now, wanted),
                        store.brand(),
                        store.id(),
                        content,
                        reason),
                actor);
    }

    private static Map<String, String> values(String prefix, ReviewPolicy policy) {
        Map<String, String> values = new TreeMap<>();
        policy.actions().forEach((check, action) -> values.put(prefix + check.code(), action.wireName()));
        values.put(prefix + MAX_BYTES, Long.toString(policy.maxBytes()));
        values.put(prefix + GRANTS, Integer.toString(policy.grantApprovals()));
        return values;
    }

    private static String difference(ReviewPolicy now, ReviewPolicy wanted) {
        StringJoiner words = new StringJoiner(", ");
        for (ReviewCheck check : ReviewCheck.values()) {
            if (now.action(check) != wanted.action(check)) {
                words.add(check.code() + " from " + now.action(check).wireName() + " to "
                        + wanted.action(check).wireName());
            }
        }
        if (now.maxBytes() != wanted.maxBytes()) {
            words.add("size from " + now.maxBytes() + " to " + wanted.maxBytes() + " bytes");
        }
        if (now.grantApprovals() != wanted.grantApprovals()) {
            words.add("approvals of grants from " + now.grantApprovals() + " to " + wanted.grantApprovals());
        }
        return words.toString();
    }

    /** The one effect of that kind. */
    @ApplicationScoped
    static class ChangeReviewPolicy implements GatedChange {
        private final ReviewPolicies policies;
        private final Stores stores;

        ChangeReviewPolicy(ReviewPolicies policies, Stores stores) {
            this.policies = policies;
            this.stores = stores;
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.REVIEW_POLICY;
        }

        @Override
        public int approvalsNeeded(Draft draft) {
            ReviewPolicy now = policies.of(store(draft));
            ReviewPolicy wanted = policy(draft, "");
            boolean looser = wanted.maxBytes() > now.maxBytes()
                    || wanted.grantApprovals() < now.grantApprovals()
                    || wanted.actions().entrySet().stream()
                            .anyMatch(entry -> entry.getValue().compareTo(now.action(entry.getKey())) < 0);
            return looser ? Math.max(1, now.grantApprovals()) : 0;
        }

        @Override
        public void apply(Draft draft, Actor actor) {
            if (!policies.of(store(draft)).equals(policy(draft, WAS))) {
                throw new StoreException(
                        ErrorCode.CONFLICT,
                        "cannot change the review policy: it was changed meanwhile, look at it and propose again");
            }
            policies.set(stores.require(store(draft)), policy(draft, ""), draft.reason(), actor);
        }

        private static StoreId store(Draft draft) {
            return draft.store().orElseThrow();
        }

        private static ReviewPolicy policy(Draft draft, String prefix) {
            Map<ReviewCheck, ReviewAction> actions = new EnumMap<>(ReviewCheck.class);
            for (ReviewCheck check : ReviewCheck.values()) {
                ReviewAction.find(draft.content().getOrDefault(prefix + check.code(), ""))
                        .ifPresent(action -> actions.put(check, action));
            }
            return new ReviewPolicy(
                    actions,
                    Long.parseLong(draft.require(prefix + MAX_BYTES)),
                    Integer.parseInt(draft.content().getOrDefault(prefix + GRANTS, "0")));
        }
    }
}
