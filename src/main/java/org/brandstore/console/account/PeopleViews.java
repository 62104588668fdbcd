package org.brandstore.console.account;

import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Set;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.factor.SecondFactors;
import org.brandstore.account.identity.Identities;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Frames;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Rights;
import org.brandstore.store.BrandStore;
import org.brandstore.store.StorePeople;
import org.brandstore.store.StorePerson;
import org.brandstore.store.invitation.Invitations;

/** Makes the page of people. */
@Singleton
class PeopleViews {
    private final ConsoleSession session;
    private final Frames frames;
    private final Rights rights;
    private final StorePeople people;
    private final SecondFactors factors;
    private final Identities identities;
    private final Invitations invitations;
    private final KeysViews keys;

    PeopleViews(
            ConsoleSession session,
            Frames frames,
            Rights rights,
            StorePeople people,
            SecondFactors factors,
            Identities identities,
            Invitations invitations,
            KeysViews keys) {
        this.session = session;
        this.frames = frames;
        this.rights = rights;
        this.people = people;
        this.factors = factors;
        this.identities = identities;
        this.invitations = invitations;
        this.keys = keys;
    }

    /** @throws StoreException {@link ErrorCode#RESOURCE_FORBIDDEN} if the viewer administers no store */
    TemplateInstance page(Note note) {
        List<BrandStore> stores = rights.somewhere();
        return new AccountPages.People(
                frames.of("/console/people", "people", "People"),
                stores.stream().map(this::view).toList(),
                note);
    }

    /** What still signs of what somebody registered who was shut out, as a sentence; empty if nothing does. */
    String stillSigning(PersonId gone) {
        return keys.stillSigning(gone);
    }

    /** As {@link Rights#store}. */
    BrandStore administered(String id) {
        return rights.store(id);
    }

    private PeopleView view(BrandStore store) {
        Person viewer = session.caller().person();
        List<StorePerson> here = people.of(store.id());
        Set<PersonId> known =
                identities.known(here.stream().map(found -> found.person().id()).toList());
        return PeopleView.of(
                store,
                here.stream()
                        .map(found -> PeopleView.row(
                                found,
                                people.isOfBrandAlone(store.id(), found.person()),
                                factors.isRequired(found.person().id()),
                                known.contains(found.person().id()),
                                found.person().id().equals(viewer.id())))
                        .toList(),
                invitations.of(store.id()));
    }
}
