package org.brandstore.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.event.Change;
import org.brandstore.event.Events;
import org.brandstore.event.StoreChanged;
import org.brandstore.event.Topic;
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
                .flatMap(row -> Role.find(row.role).stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    /** The stores in which the person has any role, by id. */
    @Transactional
    public List<BrandStore> storesOf(PersonId person) {
        Set<String> ids = new TreeSet<>();
        rows.of(person.value()).forEach(row -> ids.add(row.storeId));
        return ids.stream().map(id -> stores.require(new StoreId(id))).toList();
    }

    /** Gives a role; giving it again changes nothing. */
    @Transactional
    public void grant(PersonId person, StoreId store, Role role, Actor actor) {
        MembershipEntity.Key key = new MembershipEntity.Key(person.value(), store.value(), role.wireName());
        if (rows.findByIdOptional(key).isPresent()) {
            return;
        }
        MembershipEntity row = new MembershipEntity();
        row.personId = person.value();
        row.storeId = store.value();
        row.role = role.wireName();
        rows.persist(row);
        record("role.granted", person, store, role, actor);
    }

    /** Takes a role away; nothing happens if the person does not have it. */
    @Transactional
    public void withdraw(PersonId person, StoreId store, Role role, Actor actor) {
        if (rows.deleteById(new MembershipEntity.Key(person.value(), store.value(), role.wireName()))) {
            record("role.withdrawn", person, store, role, actor);
        }
    }

    private void record(String action, PersonId person, StoreId store, Role role, Actor actor) {
        events.record(Change.created(
                actor.label(),
                action,
                "person/" + person,
                stores.require(store).brand(),
                Map.of("store", store.value(), "role", role.wireName()),
                new StoreChanged(Topic.PEOPLE, person.toString())));
    }
}
