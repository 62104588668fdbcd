package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
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
    private final SharedSnaps shared;

    SnapAccess(SnapRepository rows, Memberships members, Stores stores, SharedSnaps shared) {
        this.rows = rows;
        this.members = members;
        this.stores = stores;
        this.shared = shared;
    }

    /**
     * Where somebody registers names.
     *
     * @param publisher whose the names will be: the brand's for its own people, theirs for people from outside
     */
    public record Home(StoreId store, AccountId publisher) {}

    /**
     * Who asks.
     *
     * @param stores outside of which nothing exists for them; empty for no such limit
     */
    public record Viewer(Person person, Optional<Set<StoreId>> stores) {
        public Viewer {
            stores = stores.map(Set::copyOf);
        }

        /** In all stores of the person. */
        static Viewer of(Person person) {
            return new Viewer(person, Optional.empty());
        }

        private boolean looksInto(StoreId store) {
            return stores.map(some -> some.contains(store)).orElse(true);
        }
    }

    /** What somebody has to do with which stores and snaps. */
    private record Standing(Viewer viewer, Map<StoreId, Set<Role>> roles, Set<SnapId> shared) {
        boolean knows(Snap snap) {
            return viewer.looksInto(snap.store()) && (roles.containsKey(snap.store()) || shared.contains(snap.id()));
        }

        /** Their own snaps wherever they publish, and the brand's where they publish for it. */
        boolean publishes(Snap snap) {
            Set<Role> held = roles.getOrDefault(snap.store(), Set.of());
            return snap.publisher().equals(snap.brand())
                    ? held.contains(Role.PUBLISHER)
                    : snap.publisher().equals(viewer.person().account())
                            && held.stream().anyMatch(Role::publishes);
        }

        boolean may(Snap snap, SnapOperation deed) {
            Set<Role> held = roles.getOrDefault(snap.store(), Set.of());
            return publishes(snap)
                    || deed.isOpenTo(held)
                    || (shared.contains(snap.id()) && deed.isOpenToCollaborators());
        }
    }

    /**
     * The snap of that name in one of the viewer's stores; what they publish comes first where two stores know the name.
     *
     * @throws StoreException {@link ErrorCode#RESOURCE_NOT_FOUND} if there is none, {@link ErrorCode#RESOURCE_FORBIDDEN} if
     *     they have no right to do this with it
     */
    @Transactional
    public Snap require(Viewer viewer, SnapName name, SnapOperation deed) {
        Standing standing = standing(viewer);
        List<Snap> known = Stream.concat(
                        rows.named(standing.roles().keySet(), name).stream(),
                        rows.among(standing.shared(), name).stream())
                .map(SnapEntity::toSnap)
                .filter(standing::knows)
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

    /** As {@link #require(Viewer, SnapName, SnapDeed)}. */
    @Transactional
    public Snap require(Viewer viewer, SnapId id, SnapOperation deed) {
        Standing standing = standing(viewer);
        Snap snap = rows.findByIdOptional(id.value())
                .map(SnapEntity::toSnap)
                .filter(standing::knows)
                .orElseThrow(() -> unknown(id));
        return allowed(standing, snap, deed);
    }

    /** As {@link #require(Viewer, SnapName, SnapDeed)}, in all stores of the person. */
    @Transactional
    public Snap require(Person person, SnapName name, SnapOperation deed) {
        return require(Viewer.of(person), name, deed);
    }

    /** As {@link #require(Viewer, SnapId, SnapDeed)}, in all stores of the person. */
    @Transactional
    public Snap require(Person person, SnapId id, SnapOperation deed) {
        return require(Viewer.of(person), id, deed);
    }

    /** What is said of a snap that does not exist for whoever asks. */
    public static StoreException unknown(SnapId id) {
        return new StoreException(
                ErrorCode.RESOURCE_NOT_FOUND, "cannot find snap " + id + ": there is none in your stores");
    }

    /** The snaps with which the viewer may do something, by name. */
    @Transactional
    public List<Snap> all(Viewer viewer, SnapOperation deed) {
        Standing standing = standing(viewer);
        return Stream.concat(
                        rows.ofStores(standing.roles().keySet()).stream(),
                        standing.shared().stream().flatMap(id -> rows.findByIdOptional(id.value()).stream()))
                .map(SnapEntity::toSnap)
                .distinct()
                .filter(snap -> standing.knows(snap) && standing.may(snap, deed))
                .sorted(Comparator.comparing((Snap snap) -> snap.name().value())
                        .thenComparing(snap -> snap.id().value()))
                .toList();
    }

    /** As {@link #all(Viewer, SnapDeed)}, in all stores of the person. */
    @Transactional
    public List<Snap> all(Person person, SnapOperation deed) {
        return all(Viewer.of(person), deed);
    }

    /** Whether the person may do this with the snap. */
    @Transactional
    public boolean may(Person person, Snap snap, SnapOperation deed) {
        return standing(Viewer.of(person)).may(snap, deed);
    }

    /** Whether the person is one of the snap's publishers: it is their own, or the brand's for which they publish. */
    @Transactional
    public boolean publishes(Person person, Snap snap) {
        return standing(Viewer.of(person)).publishes(snap);
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
     * The store in which the viewer may register names, and whose they will be.
     *
     * @param wanted as they said; without it, the only one there is
     * @throws StoreException {@link ErrorCode#RESOURCE_FORBIDDEN} if they may not, {@link ErrorCode#INVALID_FIELD} if they
     *     have to say which
     */
    @Transactional
    public Home requireHome(Viewer viewer, Optional<StoreId> wanted) {
        List<Home> open = homes(viewer.person()).stream()
                .filter(home -> viewer.looksInto(home.store()))
                .toList();
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

    private Snap allowed(Standing standing, Snap snap, SnapOperation deed) {
        if (!standing.may(snap, deed)) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot " + deed.verb() + " snap " + snap.name() + ": " + lacking(standing, snap, deed));
        }
        return snap;
    }

    /** What would let them, as far as it is theirs to have. */
    private String lacking(Standing standing, Snap snap, SnapOperation deed) {
        Set<Role> held = standing.roles().getOrDefault(snap.store(), Set.of());
        if (held.stream().anyMatch(Role::publishes)) {
            return "it has another publisher, and you are not asked to work on it";
        }
        String roles = "it takes one of the roles " + deed.roleNames() + " in store "
                + stores.require(snap.store()).name();
        String yours = held.stream().map(Role::wireName).sorted().collect(Collectors.joining(" and "));
        return yours.isEmpty() ? roles : roles + ", and you have " + yours;
    }

    private Standing standing(Viewer viewer) {
        Map<StoreId, Set<Role>> roles = roles(viewer.person());
        roles.keySet().removeIf(store -> !viewer.looksInto(store));
        return new Standing(viewer, roles, shared.snapsOf(viewer.person().id()));
    }

    private Map<StoreId, Set<Role>> roles(Person person) {
        Map<StoreId, Set<Role>> roles = new LinkedHashMap<>();
        for (BrandStore store : members.storesOf(person.id())) {
            roles.put(store.id(), members.roles(person.id(), store.id()));
        }
        return roles;
    }
}
