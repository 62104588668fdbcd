package org.brandstore.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.factor.SecondFactors;
import org.brandstore.account.identity.Identities;
import org.brandstore.account.person.People;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.event.Checked;
import org.brandstore.event.Events;
import org.brandstore.event.Reason;
import org.brandstore.event.change.TeamChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * What administrators of a store decide about its people: their roles in the brand, and nothing else. People are of the
 * server: whether somebody can sign in at all is decided by whoever runs it. A store never loses its last administrator who
 * can sign in.
 */
@ApplicationScoped
public class StorePeople {
    private final MembershipRepository rows;
    private final Memberships members;
    private final Stores stores;
    private final DecidingRoles door;
    private final People people;
    private final Credentials credentials;
    private final SecondFactors factors;
    private final Identities identities;
    private final Event<LeftBrand> leavers;
    private final Events events;
    private final Locks locks;

    StorePeople(
            MembershipRepository rows,
            Memberships members,
            Stores stores,
            DecidingRoles door,
            People people,
            Credentials credentials,
            SecondFactors factors,
            Identities identities,
            Event<LeftBrand> leavers,
            Events events,
            Locks locks) {
        this.rows = rows;
        this.members = members;
        this.stores = stores;
        this.door = door;
        this.people = people;
        this.credentials = credentials;
        this.factors = factors;
        this.identities = identities;
        this.leavers = leavers;
        this.events = events;
        this.locks = locks;
    }

    /** Whether the person may decide about the people of the store. */
    @Transactional
    public boolean isAdministrator(StoreId store, PersonId person) {
        return members.roles(person, store).contains(Role.ADMIN);
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
                .sorted(Comparator.comparing(
                                (StorePerson found) -> found.person().email())
                        .thenComparing(found -> found.person().id().value()))
                .toList();
    }

    /**
     * Gives somebody of the store exactly these roles; none lets them out of it. Roles in which they would decide about
     * what others do are asked for.
     *
     * @param reason for those who are asked
     * @return what waits for somebody else to agree
     * @throws StoreException {@link ErrorCode#NOT_FOUND} if they have no role in it, {@link ErrorCode#CONFLICT} if they
     *     are its last administrator and would not be any more, {@link ErrorCode#INVALID_FIELD} if the roles exclude one
     *     another
     */
    @Transactional
    public Optional<DecidingRoles.Waiting> setRoles(
            StoreId store, PersonId person, Set<Role> wanted, String reason, Actor actor) {
        lock(store);
        StorePerson present = require(store, person);
        if (wanted.contains(Role.PUBLISHER) && wanted.contains(Role.OUTSIDE_PUBLISHER)) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot make somebody publisher and outside publisher: they publish for the brand or from outside");
        }
        if (present.roles().contains(Role.ADMIN) && !wanted.contains(Role.ADMIN)) {
            requireAnotherAdmin(store, person);
        }
        present.roles().stream()
                .filter(role -> !wanted.contains(role))
                .forEach(role -> members.withdraw(person, store, role, actor));
        return give(store, present.person(), difference(wanted, present.roles()), reason, actor);
    }

    /** Gives roles, but for those in which people decide, which it asks for. Whether they may be given was checked. */
    @Transactional
    @Checked(value = TeamChange.RoleGranted.class, because = "roles in which nobody decides; others are asked for")
    public Optional<DecidingRoles.Waiting> give(
            StoreId store, Person person, Set<Role> roles, String reason, Actor actor) {
        roles.stream().filter(role -> !role.decides()).forEach(role -> members.grant(person.id(), store, role, actor));
        Set<Role> deciding = roles.stream().filter(Role::decides).collect(Collectors.toSet());
        return deciding.isEmpty() ? Optional.empty() : door.ask(stores.require(store), person, deciding, reason, actor);
    }

    private static Set<Role> difference(Set<Role> wanted, Set<Role> held) {
        return wanted.stream().filter(role -> !held.contains(role)).collect(Collectors.toSet());
    }

    /**
     * From now on somebody has nothing any more in any store of this store's brand. What they have of other brands is
     * none of this brand's affair; whoever has nothing anywhere is signed out everywhere.
     *
     * @throws StoreException as {@link #setRoles}
     */
    @Transactional
    public void disable(StoreId store, PersonId person, String reason, Actor actor) {
        String why = Reason.require(reason);
        lock(store);
        Person leaving = require(store, person).person();
        AccountId brand = stores.require(store).brand();
        List<BrandStore> left = members.storesOf(person).stream()
                .filter(one -> one.brand().equals(brand))
                .toList();
        left.stream()
                .filter(one -> members.roles(person, one.id()).contains(Role.ADMIN))
                .forEach(one -> requireAnotherAdmin(one.id(), person));
        left.forEach(one ->
                members.roles(person, one.id()).forEach(role -> members.withdraw(person, one.id(), role, actor)));
        if (members.storesOf(person).isEmpty()) {
            credentials.revokeAll(person, EnumSet.allOf(CredentialKind.class), null, actor);
        }
        leavers.fire(new LeftBrand(leaving, brand, actor));
        events.record(actor.label(), new TeamChange.ShutOut(brand, person.value(), leaving.email(), why));
    }

    /** Takes away a second factor that somebody of this brand alone has lost. Throws as {@link #setRoles}. */
    @Transactional
    public void removeSecondFactor(StoreId store, PersonId person, Actor actor) {
        Person found = require(store, person).person();
        if (!isOfBrandAlone(store, found)) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot remove the second factor of " + found.email() + " here: whoever runs the server decides"
                            + " about the sign-in of people who are not of this brand alone");
        }
        factors.remove(found, actor);
    }

    /**
     * Forgets by which names the identity provider knows somebody of this brand alone, who was made anew there: the next
     * sign-in with the verified address binds anew. Throws as {@link #setRoles}.
     */
    @Transactional
    public void forgetIdentities(StoreId store, PersonId person, Actor actor) {
        Person found = require(store, person).person();
        if (!isOfBrandAlone(store, found)) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot forget how the identity provider knows " + found.email() + " here: whoever runs the server"
                            + " decides about the sign-in of people who are not of this brand alone");
        }
        identities.unbind(found, actor);
    }

    /** Whether the store's brand brought the person, and no other has given them a role. */
    @Transactional
    public boolean isOfBrandAlone(StoreId store, Person person) {
        AccountId brand = stores.require(store).brand();
        return person.home().equals(brand)
                && members.storesOf(person.id()).stream()
                        .allMatch(one -> one.brand().equals(brand));
    }

    private StorePerson require(StoreId store, PersonId person) {
        return of(store).stream()
                .filter(found -> found.person().id().equals(person))
                .findFirst()
                .orElseThrow(
                        () -> new StoreException(ErrorCode.NOT_FOUND, "cannot find this person in the store " + store));
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
        locks.row(Lock.STORE, StoreEntity.class, store.value());
    }
}
