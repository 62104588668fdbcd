package org.brandstore.api.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Caller;
import org.brandstore.security.Rights;
import org.brandstore.snap.Snap;
import org.brandstore.store.BrandStore;

/** The stores and snaps of a request, for callers with a credential that is good for this face. */
@ApplicationScoped
public class AdminAccess {
    private final Rights rights;

    AdminAccess(Rights rights) {
        this.rights = rights;
    }

    /** @throws StoreException if the credential is one of a publisher's tool */
    public Caller caller() {
        Caller caller = rights.caller();
        CredentialKind kind = caller.credential().kind();
        if (kind != CredentialKind.TOKEN && kind != CredentialKind.CONSOLE) {
            throw new StoreException(
                    ErrorCode.PERMISSION_REQUIRED, "cannot use this credential here: an API token is needed");
        }
        return caller;
    }

    /** The stores in which the caller has one of the roles that the method demands. */
    List<BrandStore> stores() {
        caller();
        return rights.stores();
    }

    /** As {@link Rights#store}. */
    public BrandStore store(String id) {
        caller();
        return rights.store(id);
    }

    /** As {@link Rights#inStore}. */
    void inStore(StoreId store, Supplier<StoreException> absent) {
        caller();
        rights.inStore(store, absent);
    }

    /** As {@link Rights#somewhere}, for what belongs to a brand as a whole. */
    void somewhere() {
        caller();
        rights.somewhere();
    }

    /** As {@link Rights#snap(SnapId)}. */
    Snap snap(String id) {
        caller();
        return rights.snap(new SnapId(id));
    }
}
