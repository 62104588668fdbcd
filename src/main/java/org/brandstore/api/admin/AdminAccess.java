package org.brandstore.api.admin;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.brandstore.account.CredentialKind;
import org.brandstore.account.CredentialLimits;
import org.brandstore.account.Permission;
import org.brandstore.account.Role;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Caller;
import org.brandstore.security.CurrentCaller;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;
import org.brandstore.store.Stores;

/** Which stores the caller may look into, and as what. A store in which one has no role does not exist. */
@ApplicationScoped
class AdminAccess {
    private final CurrentCaller current;
    private final Memberships members;
    private final Stores stores;

    AdminAccess(CurrentCaller current, Memberships members, Stores stores) {
        this.current = current;
        this.members = members;
        this.stores = stores;
    }

    /** @throws StoreException if the credential is one of a publisher's tool */
    Caller caller() {
        Caller caller = current.get();
        CredentialKind kind = caller.credential().kind();
        if (kind != CredentialKind.TOKEN && kind != CredentialKind.CONSOLE) {
            throw new StoreException(
                    ErrorCode.PERMISSION_REQUIRED, "cannot use this credential here: an API token is needed");
        }
        caller.requireNoLimits();
        return caller;
    }

    /**
     * The caller, for what concerns their own account.
     *
     * @throws StoreException also if the credential is narrowed or lacks the permission to edit the account: it could else
     *     be turned into a better one
     */
    Caller accountHolder() {
        Caller caller = caller();
        caller.require(Permission.EDIT_ACCOUNT);
        if (!caller.credential().limits().equals(CredentialLimits.none())) {
            throw new StoreException(
                    ErrorCode.PERMISSION_REQUIRED,
                    "cannot use the given credential here: it is for some snaps, channels or stores only");
        }
        return caller;
    }

    List<BrandStore> stores() {
        Caller caller = wideCaller(Permission.PACKAGE_ACCESS);
        return members.storesOf(caller.person().id()).stream()
                .filter(store -> !caller.isLimitedAwayFrom(store.id()))
                .toList();
    }

    /**
     * The store, for somebody who has any role in it and a credential to look at all of it.
     *
     * @throws StoreException as if there were none, for anybody else
     */
    BrandStore require(String id) {
        return require(id, EnumSet.allOf(Role.class), Permission.PACKAGE_ACCESS);
    }

    /** The store, for somebody who has one of the roles in it and a credential to administer it. */
    BrandStore require(String id, Collection<Role> oneOf) {
        return require(id, oneOf, Permission.STORE_ADMIN);
    }

    private BrandStore require(String id, Collection<Role> oneOf, Permission permission) {
        Caller caller = wideCaller(permission);
        StoreId store = parse(id);
        Set<Role> roles = members.roles(caller.person().id(), store);
        if (roles.isEmpty() || caller.isLimitedAwayFrom(store)) {
            throw notFound(id);
        }
        if (roles.stream().noneMatch(oneOf::contains)) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot do this in store " + id + " without one of the roles " + oneOf);
        }
        return stores.require(store);
    }

    /** What concerns a store as a whole is not for credentials that are for some of its snaps or channels only. */
    Caller wideCaller(Permission permission) {
        Caller caller = caller();
        caller.require(permission);
        CredentialLimits limits = caller.credential().limits();
        if (limits.snaps().isPresent() || limits.channels().isPresent()) {
            throw new StoreException(
                    ErrorCode.PERMISSION_REQUIRED,
                    "cannot use the given credential here: it is for some snaps or channels only");
        }
        return caller;
    }

    private static StoreId parse(String id) {
        try {
            return new StoreId(id);
        } catch (InvalidNameException e) {
            throw new StoreException(ErrorCode.NOT_FOUND, "cannot find the store " + e.getMessage(), e);
        }
    }

    private static StoreException notFound(String id) {
        return new StoreException(ErrorCode.NOT_FOUND, "cannot find the store " + id);
    }
}
