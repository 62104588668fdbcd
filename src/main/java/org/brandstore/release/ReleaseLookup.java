package org.brandstore.release;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/** What has become of the releases that publishers of a snap asked for. */
@ApplicationScoped
public class ReleaseLookup {
    private final ReleaseRequestRepository rows;

    ReleaseLookup(ReleaseRequestRepository rows) {
        this.rows = rows;
    }

    /** What waits or is scheduled for a snap, newest first. */
    @Transactional
    public List<ReleaseRequest> open(SnapId snap) {
        return rows.open(snap).stream().map(ReleaseRequestEntity::toRequest).toList();
    }

    /** The newest request for this release; empty if it never had to wait. */
    @Transactional
    public Optional<ReleaseRequest> newest(SnapId snap, Revision revision, Channel channel) {
        return rows.newest(snap, revision, channel).map(ReleaseRequestEntity::toRequest);
    }
}
