package org.brandstore.refresh;

import java.util.List;
import java.util.Optional;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.problem.ErrorCode;
import org.brandstore.refresh.RefreshDecision.Reason;
import org.brandstore.refresh.question.SnapAction;
import org.jspecify.annotations.Nullable;

/** What the caller does not see is not there. */
final class VisibilityRule implements Rule {
    @Override
    public String name() {
        return "visibility";
    }

    @Override
    public @Nullable RefreshDecision settle(Case c) {
        Optional<CatalogSnap> found = find(c);
        found.ifPresent(c::found);
        return found.isPresent() ? null : unknown(c.action);
    }

    private static Optional<CatalogSnap> find(Case c) {
        String id = c.action.snapId();
        String name = c.action.name();
        if (id != null) {
            return c.asker.view().findById(id);
        }
        return name == null ? Optional.empty() : c.asker.view().findByName(name);
    }

    /** Says nothing but what the client said, so that hidden and absent snaps read the same. */
    private static RefreshDecision unknown(SnapAction action) {
        boolean byId = action.snapId() != null;
        String message = byId ? "snap not found by id" : "snap not found by name";
        ErrorCode code = byId ? ErrorCode.ID_NOT_FOUND : ErrorCode.NAME_NOT_FOUND;
        return new RefreshDecision.Refused(null, code, message, List.of(), Reason.NO_SNAP);
    }

    @Override
    public String saw(Case c) {
        return c.isFound() ? "snap " + c.snap() + " is there" : "no such snap is there for this caller";
    }
}
