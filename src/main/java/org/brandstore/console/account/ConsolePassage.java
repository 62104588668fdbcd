package org.brandstore.console.account;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.brandstore.account.Person;
import org.brandstore.account.credential.Credential;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.person.People;
import org.brandstore.console.ConsoleCookies;
import org.brandstore.console.ConsoleSession;
import org.brandstore.console.CsrfTokens;
import org.brandstore.console.Pages;

/** Between the pages for strangers and those for people who are signed in. */
@Singleton
class ConsolePassage {
    private final ConsoleSession session;
    private final ConsoleCookies cookies;
    private final Credentials credentials;
    private final People people;

    ConsolePassage(ConsoleSession session, ConsoleCookies cookies, Credentials credentials, People people) {
        this.session = session;
        this.cookies = cookies;
        this.credentials = credentials;
        this.people = people;
    }

    /** The session of the present request, on pages that need one. */
    ConsoleSession session() {
        return session;
    }

    /** Whose session it is, if it works. */
    Optional<Person> personOf(String sessionSecret) {
        return credentials
                .find(sessionSecret)
                .filter(credential -> credential.kind() == CredentialKind.CONSOLE)
                .map(Credential::person)
                .flatMap(people::find);
    }

    /** The fewest characters of a password that somebody new chooses. */
    int passwordMinLength() {
        return people.passwordMinLength();
    }

    String csrfOf(String sessionSecret) {
        return CsrfTokens.of(sessionSecret);
    }

    /** Sends the browser on with a new session. */
    Response enter(String sessionSecret, String path) {
        return Pages.redirect(path).cookie(cookies.session(sessionSecret)).build();
    }
}
