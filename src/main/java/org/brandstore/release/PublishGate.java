package org.brandstore.release;

import org.brandstore.naming.Channel;
import org.brandstore.naming.StoreId;

/** Decides whether a release may reach devices at once. */
public interface PublishGate {
    /**
     * How many people other than the requester must approve a release.
     *
     * @param store the home store of the snap
     * @return 0 if the release applies at once
     */
    int approvalsNeeded(StoreId store, Channel channel);

    /** Whether enough people have approved the request, by the policy of now and by those who may decide now. */
    boolean isApproved(ReleaseRequest request);
}
