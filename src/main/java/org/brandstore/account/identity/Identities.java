package org.brandstore.account.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.factor.SecondFactors;
import org.brandstore.account.person.People;
import org.brandstore.event.Events;
import org.brandstore.event.change.PersonChange;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Binds people to what an identity provider calls them. An e-mail address finds a person only the first time: later it is
 * the provider's own name that counts, so an address that was given to somebody else opens nothing.
 */
@ApplicationScoped
public class Identities {
    private final EntityManager database;
    private final People people;
    private final SecondFactors factors;
    private final Events events;
    private final Clock clock;

    Identities(EntityManager database, People people, SecondFactors factors, Events events, Clock clock) {
        this.database = database;
        this.people = people;
        this.factors = factors;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public Optional<Person> find(String issuer, String subject) {
        List<?> rows = database.createNativeQuery(
                        "select person_id from person_identity where issuer = ?1 and subject = ?2", UUID.class)
                .setParameter(1, issuer)
                .setParameter(2, subject)
                .getResultList();
        return rows.stream().findFirst().flatMap(id -> people.find(new PersonId((UUID) id)));
    }

    /**
     * From now on this name stands for the person, whose address the provider has vouched for.
     *
     * @throws StoreException {@link ErrorCode#CONFLICT} if the person has another name at this provider
     */
    @Transactional
    public void bind(String issuer, String subject, Person person, Actor actor) {
        int bound = database.createNativeQuery("insert into person_identity (issuer, subject, person_id, bound_at)"
                        + " values (?1, ?2, ?3, ?4) on conflict do nothing")
                .setParameter(1, issuer)
                .setParameter(2, subject)
                .setParameter(3, person.id().value())
                .setParameter(4, clock.instant())
                .executeUpdate();
        if (bound == 0) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot sign in: this address belongs to an account that the identity provider knows by another name");
        }
        if (!person.proven()) {
            factors.remove(person, actor);
        }
        people.proveEmail(person.id(), actor);
        events.record(
                actor.label(),
                new PersonChange.IdentityBound(
                        new PersonChange.Who(person.home(), person.id().value()), issuer, subject));
    }

    /** Those of these people whom the provider knows. */
    @Transactional
    public Set<PersonId> known(Collection<PersonId> people) {
        if (people.isEmpty()) {
            return Set.of();
        }
        List<?> rows = database.createNativeQuery(
                        "select distinct person_id from person_identity where person_id in (?1)", UUID.class)
                .setParameter(1, people.stream().map(PersonId::value).toList())
                .getResultList();
        return rows.stream().map(id -> new PersonId((UUID) id)).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * No provider's name stands for the person any more: the next that vouches for their address binds anew. For people
     * whom a provider knows by another name than before.
     *
     * @return how many names that were
     */
    @Transactional
    public int unbind(Person person, Actor actor) {
        int gone = database.createNativeQuery("delete from person_identity where person_id = ?1")
                .setParameter(1, person.id().value())
                .executeUpdate();
        if (gone > 0) {
            events.record(
                    actor.label(),
                    new PersonChange.IdentityUnbound(
                            new PersonChange.Who(person.home(), person.id().value()), gone));
        }
        return gone;
    }
}
