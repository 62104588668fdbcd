package org.brandstore.console.account;

import io.quarkus.qute.TemplateInstance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.function.Supplier;
import org.brandstore.account.PersonId;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.factor.SecondFactors;
import org.brandstore.account.person.People;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.Frames;
import org.brandstore.console.Pages;
import org.brandstore.security.Caller;

/** Makes the page of one's own account. */
@Singleton
class AccountViews {
    private final ConsoleSession session;
    private final Frames frames;
    private final People people;
    private final SecondFactors factors;
    private final Credentials credentials;

    AccountViews(ConsoleSession session, Frames frames, People people, SecondFactors factors, Credentials credentials) {
        this.session = session;
        this.frames = frames;
        this.people = people;
        this.factors = factors;
        this.credentials = credentials;
    }

    TemplateInstance page(Note note) {
        return new AccountPages.Account(frames.of("/console/account", "account", "Your account"), view(), note);
    }

    /** The page after something was tried, with what came of it. */
    Response attempt(Supplier<Note> deed) {
        return Pages.attempt(
                () -> {
                    Note note = deed.get();
                    return Pages.page(note.error().isEmpty() ? 200 : 400, page(note));
                },
                error -> page(Note.error(error)));
    }

    private AccountDetail view() {
        Caller caller = session.caller();
        PersonId person = caller.person().id();
        return new AccountDetail(
                caller.person().displayName(),
                caller.person().email(),
                people.hasPassword(person),
                people.passwordMinLength(),
                factors.isRequired(person),
                factors.recoveryCodesLeft(person),
                credentials.uses(person).stream()
                        .map(use -> AccountDetail.CredentialRow.of(
                                use, caller.credential().id()))
                        .toList(),
                Arrays.stream(Permission.values()).map(Permission::wireName).toList());
    }
}
