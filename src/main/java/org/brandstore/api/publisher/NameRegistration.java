package org.brandstore.api.publisher;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Caller;
import org.brandstore.security.CurrentCaller;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapAccess;
import org.brandstore.snap.Snaps;
import org.jspecify.annotations.Nullable;

/** Registers names for callers, whichever tool they use. */
@ApplicationScoped
class NameRegistration {
    private final CurrentCaller current;
    private final SnapAccess access;
    private final Snaps snaps;

    NameRegistration(CurrentCaller current, SnapAccess access, Snaps snaps) {
        this.current = current;
        this.access = access;
        this.snaps = snaps;
    }

    /**
     * @param store as the client typed it, or null for the only one in which the caller may publish
     * @throws StoreException if the name or the store cannot be had
     */
    Snap register(String typedName, @Nullable String store, boolean isPrivate) {
        SnapName name = name(typedName);
        Caller caller = current.get();
        caller.requireSnap(name);
        SnapAccess.Home home =
                access.requireHome(caller.person(), Optional.ofNullable(store).map(StoreId::new));
        if (caller.isLimitedAwayFrom(home.store())) {
            throw new StoreException(
                    ErrorCode.PERMISSION_REQUIRED, "cannot use the given credential for store " + home.store());
        }
        return snaps.register(name, home.store(), home.publisher(), isPrivate, caller.actor());
    }

    /** Names have an error code of their own. */
    private static SnapName name(String text) {
        try {
            return new SnapName(text);
        } catch (InvalidNameException e) {
            throw new StoreException(ErrorCode.INVALID_NAME, String.valueOf(e.getMessage()), e);
        }
    }
}
