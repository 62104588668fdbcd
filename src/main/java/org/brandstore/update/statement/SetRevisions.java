package org.brandstore.update.statement;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.release.DemandedRevisions;

/**
 * The revisions that the sets that devices obey name, in whichever sequence: a device gets such a revision and no other,
 * whatever the channels offer.
 */
@ApplicationScoped
class SetRevisions implements DemandedRevisions {
    private final EnforcedSets enforced;
    private final AssertionDatabase database;

    SetRevisions(EnforcedSets enforced, AssertionDatabase database) {
        this.enforced = enforced;
        this.database = database;
    }

    @Override
    public int approvalsToWithdraw(SnapId snap, Revision revision) {
        return enforced.all()
                .filter(set -> names(set, snap, revision))
                .mapToInt(set -> enforced.approvals(set.store()))
                .max()
                .orElse(0);
    }

    private boolean names(EnforcedSets.Obeyed obeyed, SnapId snap, Revision revision) {
        return database
                .findByHeader(
                        AssertionType.VALIDATION_SET,
                        "account-id",
                        obeyed.account().value())
                .stream()
                .map(ValidationSetView::of)
                .filter(set -> set.name().equals(obeyed.name()))
                .flatMap(set -> set.snaps().stream())
                .anyMatch(member ->
                        member.snapId().equals(snap) && member.revision().equals(Optional.of(revision)));
    }
}
