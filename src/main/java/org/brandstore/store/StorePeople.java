package org.brandstore.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.brandstore.account.Actor;
import org.brandstore.account.People;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.account.factor.SecondFactors;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * What administrators of a store decide about its people. Roles are decided by any administrator of the store; whether
 * somebody can sign in at all, only by one of a store of the brand that the person belongs to. A store never loses its
 * last administrator who can sign in.
 */
@ApplicationScoped
public class StorePeople {
    private final MembershipRepository rows;
    private final Memberships members;
    private final Stores stores;
    private final People people;
    private final SecondFactors factors;
    private final EntityManager database;

    StorePeople(
            MembershipRepository rows,
            Memberships members,
            Stores stores,
            People people,
            SecondFactors factors,
            EntityManager database) {
        this.rows = rows;
        this.members = members;
        this.stores = stores;
        this.people = people;
        this.factors = factors;
        this.database = database;
    }

    /** Who has a role in the store, by e-mail. */
    @Transactional
    public List<StorePerson> of(StoreId store) {
        Map<UUID, Set<Role>> roles = rows.ofStore(store.value()).stream()
                .collect(Collectors.groupingBy(
                        row -> row.personId,
                        Collectors.flatMapping(
                                row -> row.toRole().stream(),
                                Collectors.toCollection(() -> EnumSet.noneOf(Role.class)))));
        return roles.entrySet().stream()
                .flatMap(entry -> people.find(new PersonId(entry.getKey())).stream()
                        .map(person -> new StorePerson(person, entry.getValue())))
                .sorted(Comparator.comparing(found -> found.person().email()))
                .toList();
    }

    /**
     * Gives somebody of the store exactly these roles; none lets them out of it.
     *
     * @throws StoreException {@link ErrorCode#NOT_FOUND} if they have no role in it, {@link ErrorCode#CONFLICT} if they
     *     are its last administrator and would not be any more
     */
    @Transactional
    public void setRoles(StoreId store, PersonId person, Set<Role> wanted, Actor actor) {
        lock(store);
        StorePerson present = require(store, person);
        if (present.roles().contains(Role.ADMIN) && !wanted.contains(Role.ADMIN)) {
            requireAnotherAdmin(store, person);
        }
        wanted.stream()
                .filter(role -> !present.roles().contains(role))
                .forEach(role -> members.grant(person, store, role, actor));
        present.roles().stream()
                .filter(role -> !wanted.contains(role))
                .forEach(role -> members.withdraw(person, store, role, actor));
    }

    /**
     * From now on somebody of the brand cannot sign in, and what they had does not work any more.
     *
     * @throws StoreException as {@link #setRoles}; {@link ErrorCode#RESOURCE_FORBIDDEN} for somebody of another brand
     */
    @Transactional
    public void disable(StoreId store, PersonId person, String why, Actor actor) {
        lock(store);
        requireOwn(store, person);
        members.storesOf(person).stream()
                .filter(one -> members.roles(person, one.id()).contains(Role.ADMIN))
                .forEach(one -> requireAnotherAdmin(one.id(), person));
        people.disable(person, why, actor);
    }

    /** They can sign in again, anew on every device. Throws as {@link #disable}. */
    @Transactional
    public void enable(StoreId store, PersonId person, Actor actor) {
        requireOwn(store, person);
        people.enable(person, actor);
    }

    /** Takes away a second factor that somebody has lost. Throws as {@link #disable}. */
    @Transactional
    public void removeSecondFactor(StoreId store, PersonId person, Actor actor) {
        factors.remove(requireOwn(store, person), actor);
    }

    private StorePerson require(StoreId store, PersonId person) {
        return of(store).stream()
                .filter(found -> found.person().id().equals(person))
                .findFirst()
                .orElseThrow(
                        () -> new StoreException(ErrorCode.NOT_FOUND, "cannot find this person in the store " + store));
    }

    private Person requireOwn(StoreId store, PersonId person) {
        Person found = require(store, person).person();
        if (!found.home().equals(stores.require(store).brand())) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot decide about the account of " + found.email() + ": they belong to another brand;"
                            + " their roles in this store can be taken away");
        }
        return found;
    }

    private void requireAnotherAdmin(StoreId store, PersonId person) {
        boolean another = of(store).stream()
                .filter(found -> !found.person().id().equals(person))
                .anyMatch(found ->
                        found.roles().contains(Role.ADMIN) && !found.person().disabled());
        if (!another) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot let the store " + store + " go without an administrator: make somebody else one first");
        }
    }

    /** Two administrators who remove each other at once would else both succeed. */
    private void lock(StoreId store) {
        database.createNativeQuery("select id from store where id = ?1 for update")
                .setParameter(1, store.value())
                .getResultList();
    }
}
