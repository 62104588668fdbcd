package org.brandstore.update;

import jakarta.enterprise.context.ApplicationScoped;
import org.brandstore.naming.Channel;
import org.brandstore.naming.StoreId;
import org.brandstore.release.PublishGate;

/** Holds a release back where the store's policy wants approval. */
@ApplicationScoped
class ApprovalGate implements PublishGate {
    private final ReleasePolicies policies;

    ApprovalGate(ReleasePolicies policies) {
        this.policies = policies;
    }

    @Override
    public int approvalsNeeded(StoreId store, Channel channel) {
        return policies.approvals(store, channel.risk());
    }
}
