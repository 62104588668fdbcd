package org.brandstore.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.brandstore.account.Role;
import org.brandstore.account.credential.Permission;
import org.brandstore.naming.Channel;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapAccess;
import org.brandstore.snap.SnapOperation;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;
import org.brandstore.store.Stores;

/**
 * Hands out the snaps and stores that a request is about, to those who may do what the method says that it does with them:
 * what the person may do, narrowed by the credential they came with. A store in which one has no role does not exist.
 */
@ApplicationScoped
public class Rights {
    private final CurrentCaller current;
    private final SnapAccess snaps;
    private final Memberships members;
    private final Stores stores;

    Rights(CurrentCaller current, SnapAccess snaps, Memberships members, Stores stores) {
        this.current = current;
        this.snaps = snaps;
        this.members = members;
        this.stores = stores;
    }

    /** Whoever calls, for what the answer says of them. */
    public Caller caller() {
        return current.get();
    }

    /** @throws StoreException as {@link SnapAccess#require(SnapAccess.Viewer, SnapName, SnapDeed)} */
    public Snap snap(SnapName name) {
        caller().requireSnap(name);
        return passed(snaps.require(viewer(), name, deed()));
    }

    /** @throws StoreException as {@link SnapAccess#require(SnapAccess.Viewer, SnapId, SnapDeed)} */
    public Snap snap(SnapId id) {
        return passed(snaps.require(viewer(), id, deed()));
    }

    private Snap passed(Snap snap) {
        caller().requireSnap(snap.name());
        Set<Role> roles = demand().roles();
        if (!roles.isEmpty()) {
            requireRole(snap.store(), roles, () -> SnapAccess.unknown(snap.id()));
        }
        current.clearance().passSubject();
        return snap;
    }

    /** All snaps with which the caller may do what the method does, by name. */
    public List<Snap> snaps() {
        Caller caller = caller();
        current.clearance().passSubject();
        return snaps.all(viewer(), demand().deed().orElse(SnapOperation.SEE)).stream()
                .filter(snap -> caller.allows(snap.name()))
                .toList();
    }

    /**
     * For requests that do more than the others of their method.
     *
     * @throws StoreException if the credential lacks the permission, or the person may not do this too
     */
    public void further(Snap snap, SnapOperation deed, Permission permission) {
        caller().require(permission);
        snaps.require(viewer(), snap.id(), deed);
    }

    /** @throws StoreException if the credential is limited to other channels than these */
    public List<Channel> channels(List<Channel> named) {
        named.forEach(caller()::requireChannel);
        current.clearance().passChannels();
        return named;
    }

    /**
     * The store that the request names.
     *
     * @param id as the client sent it
     * @throws StoreException {@link ErrorCode#NOT_FOUND} if the caller has no role there, {@link
     *     ErrorCode#RESOURCE_FORBIDDEN} if it is not one of those that the method demands
     */
    public BrandStore store(String id) {
        StoreId store = parse(id);
        inStore(store, () -> notFound(id));
        return stores.require(store);
    }

    /**
     * Checks the roles of the caller in the store of something that was found otherwise.
     *
     * @param absent what to say to those for whom it does not exist
     */
    public void inStore(StoreId store, Supplier<StoreException> absent) {
        requireRole(store, demand().roles(), absent);
        current.clearance().passSubject();
    }

    /** The stores in which the caller has one of the roles that the method demands, by id. */
    public List<BrandStore> stores() {
        Caller caller = caller();
        Set<Role> wanted = demand().roles().isEmpty() ? EnumSet.allOf(Role.class) : demand().roles();
        return members.storesOf(caller.person().id()).stream()
                .filter(store -> !caller.isLimitedAwayFrom(store.id()))
                .filter(store ->
                        members.roles(caller.person().id(), store.id()).stream().anyMatch(wanted::contains))
                .toList();
    }

    /**
     * For what belongs to the caller's account as a whole: one of the roles in any store will do.
     *
     * @return those stores
     */
    public List<BrandStore> somewhere() {
        List<BrandStore> found = stores();
        if (found.isEmpty()) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot " + demand().action() + ": it takes " + words(demand().roles()) + " in a store");
        }
        current.clearance().passSubject();
        return found;
    }

    /**
     * Where a new name goes.
     *
     * @throws StoreException as {@link SnapAccess#requireHome}, or if the credential is limited to other snaps
     */
    public SnapAccess.Home home(SnapName name, Optional<StoreId> wanted) {
        caller().requireSnap(name);
        SnapAccess.Home home = snaps.requireHome(viewer(), wanted);
        inStore(home.store(), () -> notFound(home.store().value()));
        return home;
    }

    /** Whether the caller is one of the snap's publishers. */
    public boolean publishes(Snap snap) {
        return snaps.publishes(caller().person(), snap);
    }

    private void requireRole(StoreId store, Set<Role> oneOf, Supplier<StoreException> absent) {
        Caller caller = caller();
        Set<Role> roles = members.roles(caller.person().id(), store);
        if (roles.isEmpty() || caller.isLimitedAwayFrom(store)) {
            throw absent.get();
        }
        if (roles.stream().noneMatch(oneOf::contains)) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot " + demand().action() + " in store " + store + ": it takes " + words(oneOf)
                            + ", and you have " + words(roles));
        }
    }

    private static String words(Set<Role> roles) {
        return (roles.size() == 1 ? "the role " : "one of the roles ")
                + String.join(", ", roles.stream().map(Role::wireName).sorted().toList());
    }

    private SnapAccess.Viewer viewer() {
        Caller caller = caller();
        return new SnapAccess.Viewer(
                caller.person(), caller.credential().limits().stores());
    }

    private SnapOperation deed() {
        return demand().deed()
                .orElseThrow(() -> new IllegalStateException("asks for a snap, but does not say what for"));
    }

    private Demand demand() {
        return current.clearance().demand();
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
