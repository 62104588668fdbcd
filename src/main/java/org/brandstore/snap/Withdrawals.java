package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.brandstore.account.Actor;
import org.brandstore.event.Events;
import org.brandstore.event.Reason;
import org.brandstore.event.change.RevisionChange;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Withdraws revisions: devices are not offered them any more and nobody can release them, but nothing is deleted, and the
 * number, the file and the signatures stay what they are. Devices that run one keep it until they get another.
 */
@ApplicationScoped
public class Withdrawals {
    private final Snaps snaps;
    private final SnapRevisionRepository revisions;
    private final Events events;
    private final Clock clock;

    Withdrawals(Snaps snaps, SnapRevisionRepository revisions, Events events, Clock clock) {
        this.snaps = snaps;
        this.revisions = revisions;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Withdraws a revision for good; doing it again changes nothing. Only the change that people approve calls this.
     *
     * @param reason for the audit log, for ever
     * @throws StoreException {@link ErrorCode#REVISION_NOT_FOUND} if there is no such revision
     */
    @Transactional
    public SnapRevision withdraw(SnapId id, Revision revision, String reason, Actor actor) {
        Snap snap = snaps.require(id);
        String why = Reason.require(reason);
        SnapRevisionEntity row = revisions
                .findLocked(id, revision)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.REVISION_NOT_FOUND,
                        "cannot withdraw revision " + revision + " of snap " + snap.name() + ": there is none"));
        if (row.withdrawnAt != null) {
            return row.toRevision();
        }
        row.withdrawnAt = clock.instant();
        events.record(
                actor.label(), new RevisionChange.Withdrawn(snap.brand(), id, revision, snap.name(), row.version, why));
        return row.toRevision();
    }
}
