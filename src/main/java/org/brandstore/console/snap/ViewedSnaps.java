package org.brandstore.console.snap;

import jakarta.inject.Singleton;
import java.util.List;
import org.brandstore.account.Person;
import org.brandstore.naming.NameRules;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.problem.ErrorCategory;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapAccess;
import org.brandstore.snap.SnapDeed;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;

/**
 * The snaps that somebody may look at, and where their pages are: under the name, or under the id where two brands of the
 * viewer's have the same name.
 */
@Singleton
class ViewedSnaps {
    private static final String ROOT = "/console/snaps/";

    private final SnapAccess access;
    private final Memberships memberships;

    ViewedSnaps(SnapAccess access, Memberships memberships) {
        this.access = access;
        this.memberships = memberships;
    }

    List<Snap> all(Person viewer) {
        return access.all(viewer, SnapDeed.SEE);
    }

    /** @param all what the viewer sees */
    static String path(Snap snap, List<Snap> all) {
        boolean unique =
                all.stream().filter(other -> other.name().equals(snap.name())).count() == 1;
        return ROOT + (unique ? snap.name().value() : snap.id().value());
    }

    static String path(String nameOrId) {
        return ROOT + nameOrId;
    }

    /** @throws StoreException as {@link SnapAccess#require(Person, SnapName, SnapDeed)} */
    Snap require(Person viewer, String nameOrId, SnapDeed deed) {
        if (NameRules.isSnapName(nameOrId)) {
            try {
                return access.require(viewer, new SnapName(nameOrId), deed);
            } catch (StoreException e) {
                if (e.code().category() != ErrorCategory.NOT_FOUND || !NameRules.isSnapId(nameOrId)) {
                    throw e;
                }
            }
        }
        if (!NameRules.isSnapId(nameOrId)) {
            throw new StoreException(ErrorCode.RESOURCE_NOT_FOUND, "cannot find this snap");
        }
        return access.require(viewer, new SnapId(nameOrId), deed);
    }

    boolean may(Person viewer, Snap snap, SnapDeed deed) {
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
