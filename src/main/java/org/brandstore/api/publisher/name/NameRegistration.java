package org.brandstore.api.publisher.name;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Rights;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapAccess;
import org.brandstore.snap.Snaps;
import org.jspecify.annotations.Nullable;

/** Registers names for callers, whichever tool they use. */
@ApplicationScoped
class NameRegistration {
    private final Rights rights;
    private final Snaps snaps;

    NameRegistration(Rights rights, Snaps snaps) {
        this.rights = rights;
        this.snaps = snaps;
    }

    /**
     * @param store as the client typed it, or null for the only one in which the caller may publish
     * @throws StoreException if the name or the store cannot be had
     */
    Snap register(String typedName, @Nullable String store, boolean isPrivate) {
        SnapName name = name(typedName);
        SnapAccess.Home home = rights.home(name, Optional.ofNullable(store).map(StoreId::new));
        return snaps.register(
                name, home.store(), home.publisher(), isPrivate, rights.caller().actor());
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
