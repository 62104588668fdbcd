package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;

/**
 * Who may do what with which snap. People act in the stores in which they have a role: as publishers on the snaps of their
 * own account, in the other roles on all snaps of the store. Snaps of other stores do not exist for them.
 */
@ApplicationScoped
public class SnapAccess {
    private final SnapRepository rows;
    private final Memberships members;

    SnapAccess(SnapRepository rows, Memberships members) {
        this.rows = rows;
        this.members = members;
    }

    /**
     * The snap of that name in one of the person's stores; their own account's comes first where two stores know the name.
     *
     * @throws StoreException {@link ErrorCode#RESOURCE_NOT_FOUND} if there is none, {@link ErrorCode#RESOURCE_FORBIDDEN} if
     *     they have no right to do this with it
     */
    @Transactional
    public Snap require(Person person, SnapName name, SnapDeed deed) {
        Map<StoreId, Set<Role>> roles = roles(person);
        List<Snap> known = rows.named(roles.keySet(), name).stream()
                .map(SnapEntity::toSnap)
                .toList();
        Snap snap = known.stream()
                .filter(candidate -> candidate.publisher().equals(person.account()))
                .findFirst()
                .or(() -> known.stream().findFirst())
                .orElseThrow(() -> new StoreException(
                        ErrorCode.RESOURCE_NOT_FOUND,
                        "cannot find snap " + name + ": register the name first, or ask to be let into its store"));
        return allowed(person, roles, snap, deed);
    }

    /** As {@link #require(Person, SnapName, SnapDeed)}. */
    @Transactional
    public Snap require(Person person, SnapId id, SnapDeed deed) {
        Map<StoreId, Set<Role>> roles = roles(person);
        Snap snap = rows.findByIdOptional(id.value())
                .map(SnapEntity::toSnap)
                .filter(found -> roles.containsKey(found.store()))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.RESOURCE_NOT_FOUND, "cannot find snap " + id + ": there is none in your stores"));
        return allowed(person, roles, snap, deed);
    }

    /** The snaps with which the person may do something, by name. */
    @Transactional
    public List<Snap> all(Person person, SnapDeed deed) {
        Map<StoreId, Set<Role>> roles = roles(person);
        return rows.ofStores(roles.keySet()).stream()
                .map(SnapEntity::toSnap)
                .filter(snap -> isAllowed(person, roles, snap, deed))
                .toList();
    }

    /** Whether the person may do this with the snap. */
    @Transactional
    public boolean may(Person person, Snap snap, SnapDeed deed) {
        return isAllowed(person, Map.of(snap.store(), members.roles(person.id(), snap.store())), snap, deed);
    }

    /** The stores in which the person may register names, by id. */
    @Transactional
    public List<StoreId> registrationStores(Person person) {
        return roles(person).entrySet().stream()
                .filter(entry -> entry.getValue().contains(Role.PUBLISHER)
                        || entry.getValue().contains(Role.ADMIN))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * The store in which the person may register names.
     *
     * @param wanted as they said; without it, the only one there is
     * @throws StoreException {@link ErrorCode#RESOURCE_FORBIDDEN} if they may not, {@link ErrorCode#INVALID_FIELD} if they
     *     have to say which
     */
    @Transactional
    public StoreId requireStore(Person person, Optional<StoreId> wanted) {
        List<StoreId> open = registrationStores(person);
        if (wanted.isPresent()) {
            if (!open.contains(wanted.get())) {
                throw new StoreException(
                        ErrorCode.RESOURCE_FORBIDDEN,
                        "cannot register names in store " + wanted.get() + ": you are no publisher there");
            }
            return wanted.get();
        }
        if (open.isEmpty()) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN, "cannot register names: you are no publisher in any store");
        }
        if (open.size() > 1) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD, "cannot tell in which store to register the name: say one of " + open);
        }
        return open.getFirst();
    }

    private static Snap allowed(Person person, Map<StoreId, Set<Role>> roles, Snap snap, SnapDeed deed) {
        if (!isAllowed(person, roles, snap, deed)) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot do this with snap " + snap.name() + ": it has another publisher");
        }
        return snap;
    }

    private static boolean isAllowed(Person person, Map<StoreId, Set<Role>> roles, Snap snap, SnapDeed deed) {
        Set<Role> held = roles.getOrDefault(snap.store(), Set.of());
        boolean own = snap.publisher().equals(person.account()) && held.contains(Role.PUBLISHER);
        return own || deed.isOpenTo(held);
    }

    private Map<StoreId, Set<Role>> roles(Person person) {
        Map<StoreId, Set<Role>> roles = new LinkedHashMap<>();
        for (BrandStore store : members.storesOf(person.id())) {
            roles.put(store.id(), members.roles(person.id(), store.id()));
        }
        return roles;
    }
}
