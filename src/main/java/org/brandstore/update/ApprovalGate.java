package org.brandstore.update;

import jakarta.enterprise.context.ApplicationScoped;
import org.brandstore.naming.Channel;
import org.brandstore.naming.StoreId;
import org.brandstore.release.PublishGate;
import org.brandstore.release.ReleaseRequest;

/** Holds a release back where the store's policy wants approval. */
@ApplicationScoped
class ApprovalGate implements PublishGate {
    private final ReleasePolicies policies;
    private final Approvals approvals;

    ApprovalGate(ReleasePolicies policies, Approvals approvals) {
        this.policies = policies;
        this.approvals = approvals;
    }

    @Override
    public int approvalsNeeded(StoreId store, Channel channel) {
        return policies.approvals(store, channel.risk());
    }

    @Override
    public boolean isApproved(ReleaseRequest request) {
        return approvals.approvals(request) >= approvals.approvalsNeeded(request);
    }
}
