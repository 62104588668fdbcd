package org.brandstore.console.snap;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.brandstore.account.Person;
import org.brandstore.account.credential.Permission;
import org.brandstore.naming.NameRules;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCategory;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Rights;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapAccess;
import org.brandstore.snap.SnapOperation;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;

/**
 * The snaps that somebody may look at, and where their pages are: under the name, or under the id where two brands of the
 * viewer's have the same name.
 */
@Singleton
public class ViewedSnaps {
    private static final String ROOT = "/console/snaps/";

    private final Rights rights;
    private final SnapAccess access;
    private final Memberships memberships;

    ViewedSnaps(Rights rights, SnapAccess access, Memberships memberships) {
        this.rights = rights;
        this.access = access;
        this.memberships = memberships;
    }

    public List<Snap> all(Person viewer) {
        return access.all(viewer, SnapOperation.SEE);
    }

    /** @param all what the viewer sees */
    public static String path(Snap snap, List<Snap> all) {
        boolean unique =
                all.stream().filter(other -> other.name().equals(snap.name())).count() == 1;
        return ROOT + (unique ? snap.name().value() : snap.id().value());
    }

    public static String path(String nameOrId) {
        return ROOT + nameOrId;
    }

    /**
     * The snap, for what the method of the page says that it does with it.
     *
     * @throws StoreException as {@link Rights#snap(SnapName)}
     */
    Snap require(String nameOrId) {
        return find(nameOrId, rights::snap, rights::snap);
    }

    /** The snap for a page that tells why the form was refused. */
    Snap see(Person viewer, String nameOrId) {
        return find(
                nameOrId,
                name -> access.require(viewer, name, SnapOperation.SEE),
                id -> access.require(viewer, id, SnapOperation.SEE));
    }

    /** Checks what some forms do beyond the others of their page, as {@link Rights#further}. */
    void further(Snap snap, SnapOperation deed, Permission permission) {
        rights.further(snap, deed, permission);
    }

    private static Snap find(String nameOrId, Function<SnapName, Snap> byName, Function<SnapId, Snap> byId) {
        if (NameRules.isSnapName(nameOrId)) {
            try {
                return byName.apply(new SnapName(nameOrId));
            } catch (StoreException e) {
                if (e.code().category() != ErrorCategory.NOT_FOUND || !NameRules.isSnapId(nameOrId)) {
                    throw e;
                }
            }
        }
        if (!NameRules.isSnapId(nameOrId)) {
            throw new StoreException(ErrorCode.RESOURCE_NOT_FOUND, "cannot find this snap");
        }
        return byId.apply(new SnapId(nameOrId));
    }

    boolean may(Person viewer, Snap snap, SnapOperation deed) {
        return access.may(viewer, snap, deed);
    }

    String storeName(Snap snap, Person viewer) {
        return memberships.storesOf(viewer.id()).stream()
                .filter(store -> store.id().equals(snap.store()))
                .map(BrandStore::name)
                .findFirst()
                .orElse(snap.store().value());
    }
}
