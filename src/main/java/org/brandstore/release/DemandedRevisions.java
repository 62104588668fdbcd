package org.brandstore.release;

import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/** What tells devices to have a revision although no channel offers it. */
public interface DemandedRevisions {
    /**
     * How many people other than who asks must approve that the revision is withdrawn, on account of devices that are told to
     * have it.
     *
     * @return 0 if none is
     */
    int approvalsToWithdraw(SnapId snap, Revision revision);
}
