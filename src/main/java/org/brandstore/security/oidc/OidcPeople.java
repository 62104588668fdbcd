package org.brandstore.security.oidc;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.identity.Identities;
import org.brandstore.account.person.People;
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

    /** Whom one brand alone knows by the address has shown now that it is theirs. Of several, nobody knows which. */
    private Optional<Person> theOnlyOne(String email) {
        List<Person> unproven = people.ofEmail(email);
        return unproven.size() == 1 ? Optional.of(unproven.getFirst()) : Optional.empty();
    }

    private Optional<Person> first(VouchedIdentity identity, String email) {
        Optional<Person> person = people.findProven(email)
                .or(() -> invitations.acceptProven(email))
                .or(() -> theOnlyOne(email));
        person.filter(found -> !found.disabled())
                .ifPresent(found -> identities.bind(
                        identity.issuer(), identity.subject(), found, Actor.system("identity-provider")));
        return person;
    }
}
