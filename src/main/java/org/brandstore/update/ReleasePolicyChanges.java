package org.brandstore.update;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import org.brandstore.account.Actor;
import org.brandstore.approval.ChangeKind;
import org.brandstore.approval.Draft;
import org.brandstore.approval.GatedChange;
import org.brandstore.approval.Outcome;
import org.brandstore.approval.Proposals;
import org.brandstore.naming.Risk;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Stores;

/**
 * Changes the release policy of a store. A rule that wants approvals is changed with as many approvals as it wants itself,
 * so that nobody can lift it to be free of it.
 */
@ApplicationScoped
public class ReleasePolicyChanges {
    private final ReleasePolicies policies;
    private final Proposals proposals;

    ReleasePolicyChanges(ReleasePolicies policies, Proposals proposals) {
        this.policies = policies;
        this.proposals = proposals;
    }

    /** Sets the policy for releases to come, or proposes it. Callers check first who may ask. */
    @Transactional
    public Outcome set(BrandStore store, ReleasePolicy wanted, String reason, Actor actor) {
        ReleasePolicy now = policies.of(store.id());
        if (now.equals(wanted)) {
            return new Outcome.Done();
        }
        Map<String, String> content = new TreeMap<>();
        StringBuilder words = new StringBuilder();
        for (Risk risk : Risk.values()) {
            int before = now.approvals(risk);
            int after = wanted.approvals(risk);
            content.put(risk.wireName(), Integer.toString(after));
            content.put("was-" + risk.wireName(), Integer.toString(before));
            if (before != after) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(risk.wireName())
                        .append(" from ")
                        .append(before)
                        .append(" to ")
                        .append(after);
            }
        }
        return proposals.propose(
                Draft.of(
                        ChangeKind.RELEASE_POLICY,
                        "store/" + store.id() + "/release-policy",
                        "change the approvals that releases in store " + store.name() + " need: " + words,
                        store.brand(),
                        store.id(),
                        content,
                        reason),
                actor);
    }

    /** The one effect of that kind. */
    @ApplicationScoped
    static class ChangeReleasePolicy implements GatedChange {
        private final ReleasePolicies policies;
        private final Stores stores;

        ChangeReleasePolicy(ReleasePolicies policies, Stores stores) {
            this.policies = policies;
            this.stores = stores;
        }

        @Override
        public ChangeKind kind() {
            return ChangeKind.RELEASE_POLICY;
        }

        @Override
        public int approvalsNeeded(Draft draft) {
            ReleasePolicy now = policies.of(store(draft));
            int needed = 0;
            for (Risk risk : Risk.values()) {
                if (now.approvals(risk) != number(draft, risk.wireName())) {
                    needed = Math.max(needed, now.approvals(risk));
                }
            }
            return needed;
        }

        @Override
        public void apply(Draft draft, Actor actor) {
            ReleasePolicy now = policies.of(store(draft));
            Map<Risk, Integer> wanted = new EnumMap<>(Risk.class);
            for (Risk risk : Risk.values()) {
                if (now.approvals(risk) != number(draft, "was-" + risk.wireName())) {
                    throw new StoreException(
                            ErrorCode.CONFLICT,
                            "cannot change the release policy: it was changed meanwhile, look at it and propose again");
                }
                wanted.put(risk, number(draft, risk.wireName()));
            }
            policies.set(stores.require(store(draft)), new ReleasePolicy(wanted), draft.reason(), actor);
        }

        private static StoreId store(Draft draft) {
            return draft.store().orElseThrow();
        }

        private static int number(Draft draft, String name) {
            return Integer.parseInt(draft.require(name));
        }
    }
}
