package org.brandstore.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.event.Events;
import org.brandstore.event.change.TeamChange;
import org.brandstore.naming.StoreId;

/** Who may do what in which store. */
@ApplicationScoped
public class Memberships {
    private final MembershipRepository rows;
    private final Stores stores;
    private final Events events;

    Memberships(MembershipRepository rows, Stores stores, Events events) {
        this.rows = rows;
        this.stores = stores;
        this.events = events;
    }

    /** The roles of a person in a store; empty for a stranger. */
    @Transactional
    public Set<Role> roles(PersonId person, StoreId store) {
        return rows.of(person.value(), store.value()).stream()
                .flatMap(row -> row.toRole().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    /** The stores in which the person has any role, by id. */
    @Transactional
    public List<BrandStore> storesOf(PersonId person) {
        Set<String> ids = new TreeSet<>();
        rows.of(person.value()).forEach(row -> ids.add(row.storeId));
        return ids.stream().map(id -> stores.require(new StoreId(id))).toList();
    }

    /**
     * Gives a role; giving it again changes nothing. A publisher publishes either for the brand or from outside: the one
     * takes the place of the other.
     */
    @Transactional
    public void grant(PersonId person, StoreId store, Role role, Actor actor) {
        MembershipEntity row = rows.findByIdOptional(key(person, store, role)).orElseGet(MembershipEntity::new);
        Optional<Role> before = row.role.isEmpty() ? Optional.empty() : row.toRole();
        if (before.filter(role::equals).isPresent()) {
            return;
        }
        row.personId = person.value();
        row.storeId = store.value();
        row.set(role);
        rows.persist(row);
        before.ifPresent(replaced -> noteWithdrawn(person, store, replaced, actor));
        events.record(
                actor.label(),
                new TeamChange.RoleGranted(stores.require(store).brand(), person.value(), store, role.wireName()));
    }

    /** Takes a role away; nothing happens if the person does not have it. */
    @Transactional
    public void withdraw(PersonId person, StoreId store, Role role, Actor actor) {
        rows.findByIdOptional(key(person, store, role))
                .filter(row -> row.toRole().filter(role::equals).isPresent())
                .ifPresent(row -> {
                    rows.delete(row);
                    noteWithdrawn(person, store, role, actor);
                });
    }

    private static MembershipEntity.Key key(PersonId person, StoreId store, Role role) {
        return new MembershipEntity.Key(person.value(), store.value(), MembershipEntity.name(role));
    }

    private void noteWithdrawn(PersonId person, StoreId store, Role role, Actor actor) {
        events.record(
                actor.label(),
                new TeamChange.RoleWithdrawn(stores.require(store).brand(), person.value(), store, role.wireName()));
    }
}
