package org.brandstore.approval;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.account.person.People;
import org.brandstore.account.person.Selves;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;
import org.brandstore.store.BrandStore;
import org.brandstore.store.Memberships;
import org.brandstore.store.Stores;

/** Who may decide: people who hold one of some roles in a store, or in any store of a brand, now. */
@ApplicationScoped
public class Deciders {
    private final Memberships memberships;
    private final Stores stores;
    private final People people;
    private final Selves selves;

    Deciders(Memberships memberships, Stores stores, People people, Selves selves) {
        this.selves = selves;
        this.memberships = memberships;
        this.stores = stores;
        this.people = people;
    }

    /**
     * The roles that the person holds where it counts; empty for a stranger, and for a publisher from outside, who knows of
     * nobody's affairs but their own.
     */
    public Set<Role> roles(PersonId person, AccountId brand, Optional<StoreId> store) {
        Set<Role> held = new HashSet<>();
        if (store.isPresent()) {
            held.addAll(memberships.roles(person, store.get()));
        } else {
            for (BrandStore one : stores.ofBrand(brand)) {
                held.addAll(memberships.roles(person, one.id()));
            }
        }
        held.remove(Role.OUTSIDE_PUBLISHER);
        return held;
    }

    /** Whether the person may decide now: nobody who is disabled, or has lost the role, can. */
    public boolean mayDecide(PersonId person, AccountId brand, Optional<StoreId> store, Set<Role> oneOf) {
        return people.find(person).filter(known -> !known.disabled()).isPresent()
                && roles(person, brand, store).stream().anyMatch(oneOf::contains);
    }

    /** Those of the people whose word counts now. */
    public List<PersonId> counting(
            Collection<PersonId> approvers, AccountId brand, Optional<StoreId> store, Set<Role> oneOf) {
        return approvers.stream()
                .distinct()
                .filter(person -> mayDecide(person, brand, store, oneOf))
                .toList();
    }

    /** Whether what one asked for must not be decided by the other, because they may be one ({@link Selves}). */
    public boolean areOne(PersonId one, PersonId other) {
        return selves.areOne(one, other);
    }

    /** @throws StoreException as {@link Selves#requireTwo} */
    public void requireTwo(PersonId author, Actor by, String verb) {
        by.person().ifPresent(decider -> selves.requireTwo(author, decider, verb));
    }

    /** The name that people know somebody by. */
    public String name(PersonId person) {
        return people.find(person).map(Person::displayName).orElse("unknown");
    }
}
