package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.collaborator.Collaborators;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;
import org.brandstore.store.Stores;

/**
 * Who may do what with which snap. People act in the stores in which they have a role: as publishers on the snaps of the
 * brand or, from outside, of their own account, in the other roles on all snaps of the store. Snaps of other stores do not exist for them, but for those on
 * which they were asked to work.
 */
@ApplicationScoped
public class SnapAccess {
    private final SnapRepository rows;
    private final Memberships members;
    private final Stores stores;
    private final Collaborators collaborators;

    SnapAccess(SnapRepository rows, Memberships members, Stores stores, Collaborators collaborators) {
        this.rows = rows;
        this.members = members;
        this.stores = stores;
        this.collaborators = collaborators;
    }

    /**
     * Where somebody registers names.
     *
     * @param publisher whose the names will be: the brand's for its own people, theirs for people from outside
     */
    public record Home(StoreId store, AccountId publisher) {}

    /** What a person has to do with which stores and snaps. */
    private record Standing(Person person, Map<StoreId, Set<Role>> roles, Set<SnapId> shared) {
        boolean knows(Snap snap) {
            return roles.containsKey(snap.store()) || shared.contains(snap.id());
        }

        /** Their own snaps wherever they publish, and the brand's where they publish for it. */
        boolean publishes(Snap snap) {
            Set<Role> held = roles.getOrDefault(snap.store(), Set.of());
            return snap.publisher().equals(snap.brand())
                    ? held.contains(Role.PUBLISHER)
                    : snap.publisher().equals(person.account()) && held.stream().anyMatch(Role::publishes);
        }

        boolean may(Snap snap, SnapDeed deed) {
            Set<Role> held = roles.getOrDefault(snap.store(), Set.of());
            return publishes(snap)
                    || deed.isOpenTo(held)
                    || (shared.contains(snap.id()) && deed.isOpenToCollaborators());
        }
    }

    /**
     * The snap of that name in one of the person's stores; what they publish comes first where two stores know the name.
     *
     * @throws StoreException {@link ErrorCode#RESOURCE_NOT_FOUND} if there is none, {@link ErrorCode#RESOURCE_FORBIDDEN} if
     *     they have no right to do this with it
     */
    @Transactional
    public Snap require(Person person, SnapName name, SnapDeed deed) {
        Standing standing = standing(person);
        List<Snap> known = Stream.concat(
                        rows.named(standing.roles().keySet(), name).stream(),
                        rows.among(standing.shared(), name).stream())
                .map(SnapEntity::toSnap)
                .toList();
        Snap snap = known.stream()
                .filter(standing::publishes)
                .findFirst()
                .or(() -> known.stream()
                        .filter(candidate -> standing.may(candidate, deed))
                        .findFirst())
                .or(() -> known.stream().findFirst())
                .orElseThrow(() -> new StoreException(
                        ErrorCode.RESOURCE_NOT_FOUND,
                        "cannot find snap " + name + ": register the name first, or ask to be let into its store"));
        return allowed(standing, snap, deed);
    }

    /** As {@link #require(Person, SnapName, SnapDeed)}. */
    @Transactional
    public Snap require(Person person, SnapId id, SnapDeed deed) {
        Standing standing = standing(person);
        Snap snap = rows.findByIdOptional(id.value())
                .map(SnapEntity::toSnap)
                .filter(standing::knows)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.RESOURCE_NOT_FOUND, "cannot find snap " + id + ": there is none in your stores"));
        return allowed(standing, snap, deed);
    }

    /** The snaps with which the person may do something, by name. */
    @Transactional
    public List<Snap> all(Person person, SnapDeed deed) {
        Standing standing = standing(person);
        return Stream.concat(
                        rows.ofStores(standing.roles().keySet()).stream(),
                        standing.shared().stream().flatMap(id -> rows.findByIdOptional(id.value()).stream()))
                .map(SnapEntity::toSnap)
                .distinct()
                .filter(snap -> standing.may(snap, deed))
                .sorted(Comparator.comparing((Snap snap) -> snap.name().value())
                        .thenComparing(snap -> snap.id().value()))
                .toList();
    }

    /** Whether the person may do this with the snap. */
    @Transactional
    public boolean may(Person person, Snap snap, SnapDeed deed) {
        return standing(person).may(snap, deed);
    }

    /** Whether the person is one of the snap's publishers: it is their own, or the brand's for which they publish. */
    @Transactional
    public boolean publishes(Person person, Snap snap) {
        return standing(person).publishes(snap);
    }

    /** Where the person may register names, by store. */
    @Transactional
    public List<Home> homes(Person person) {
        return roles(person).entrySet().stream()
                .filter(entry -> entry.getValue().contains(Role.ADMIN)
                        || entry.getValue().stream().anyMatch(Role::publishes))
                .map(entry -> new Home(entry.getKey(), publisher(person, entry.getKey(), entry.getValue())))
                .toList();
    }

    private AccountId publisher(Person person, StoreId store, Set<Role> held) {
        return held.contains(Role.OUTSIDE_PUBLISHER)
                ? person.account()
                : stores.require(store).brand();
    }

    /**
     * The store in which the person may register names, and whose they will be.
     *
     * @param wanted as they said; without it, the only one there is
     * @throws StoreException {@link ErrorCode#RESOURCE_FORBIDDEN} if they may not, {@link ErrorCode#INVALID_FIELD} if they
     *     have to say which
     */
    @Transactional
    public Home requireHome(Person person, Optional<StoreId> wanted) {
        List<Home> open = homes(person);
        if (wanted.isPresent()) {
            return open.stream()
                    .filter(home -> home.store().equals(wanted.get()))
                    .findFirst()
                    .orElseThrow(() -> new StoreException(
                            ErrorCode.RESOURCE_FORBIDDEN,
                            "cannot register names in store " + wanted.get() + ": you are no publisher there"));
        }
        if (open.isEmpty()) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN, "cannot register names: you are no publisher in any store");
        }
        if (open.size() > 1) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot tell in which store to register the name: say one of "
                            + open.stream().map(Home::store).toList());
        }
        return open.getFirst();
    }

    private static Snap allowed(Standing standing, Snap snap, SnapDeed deed) {
        if (!standing.may(snap, deed)) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot do this with snap " + snap.name() + ": it has another publisher");
        }
        return snap;
    }

    private Standing standing(Person person) {
        return new Standing(person, roles(person), collaborators.snapsOf(person.id()));
    }

    private Map<StoreId, Set<Role>> roles(Person person) {
        Map<StoreId, Set<Role>> roles = new LinkedHashMap<>();
        for (BrandStore store : members.storesOf(person.id())) {
            roles.put(store.id(), members.roles(person.id(), store.id()));
        }
        return roles;
    }
}
