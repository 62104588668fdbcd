package org.brandstore.security;

import jakarta.inject.Singleton;
import java.util.Optional;
import org.brandstore.account.credential.Credential;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.person.People;

/** The console's session cookie. Its secret opens nothing else, and no other secret works as a session. */
@Singleton
class ConsoleSessionScheme implements AuthenticationScheme {
    private final Credentials credentials;
    private final People people;

    ConsoleSessionScheme(Credentials credentials, People people) {
        this.credentials = credentials;
        this.people = people;
    }

    @Override
    public Optional<Caller> authenticate(PresentedCredentials presented) {
        return presented
                .sessionCookie()
                .flatMap(credentials::find)
                .filter(credential -> credential.kind() == CredentialKind.CONSOLE)
                .flatMap(this::caller);
    }

    private Optional<Caller> caller(Credential credential) {
        return people.find(credential.person()).map(person -> new Caller(person, credential));
    }
}
