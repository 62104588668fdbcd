package org.brandstore.security.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.account.People;
import org.brandstore.account.Person;
import org.brandstore.account.identity.Identities;
import org.brandstore.problem.StoreException;
import org.brandstore.store.invitation.Invitations;

/**
 * Finds whom a provider means. It says who somebody is and never what they may do: a person is known already, or was
 * invited, or does not get in.
 */
@ApplicationScoped
class OidcPeople {
    private final Identities identities;
    private final People people;
    private final Invitations invitations;

    OidcPeople(Identities identities, People people, Invitations invitations) {
        this.identities = identities;
        this.people = people;
        this.invitations = invitations;
    }

    /** @throws StoreException if the address is that of a person whom the provider knows by another name */
    @Transactional
    Optional<Person> find(VouchedIdentity identity) {
        return identities
                .find(identity.issuer(), identity.subject())
                .or(() -> identity.verifiedEmail().flatMap(email -> first(identity, email)))
                .filter(person -> !person.disabled());
    }

    private Optional<Person> first(VouchedIdentity identity, String email) {
        Optional<Person> person = people.findByEmail(email).or(() -> invitations.acceptProven(email));
        person.filter(found -> !found.disabled())
                .ifPresent(found -> identities.bind(
                        identity.issuer(), identity.subject(), found, Actor.system("identity-provider")));
        return person;
    }
}
