package org.brandstore.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import org.brandstore.account.Actor;
import org.brandstore.account.CredentialKind;
import org.brandstore.account.CredentialLimits;
import org.brandstore.account.Credentials;
import org.brandstore.account.IssuedCredential;
import org.brandstore.account.NewCredential;
import org.brandstore.account.Permission;
import org.brandstore.account.Person;

/** Gives a person who has signed in a session of the console, or an API token. */
@ApplicationScoped
public class TokenLogins {
    private static final Duration SESSION_LIFE = Duration.ofHours(12);

    private final Credentials credentials;
    private final Clock clock;

    TokenLogins(Credentials credentials, Clock clock) {
        this.credentials = credentials;
        this.clock = clock;
    }

    public IssuedCredential openSession(Person person) {
        NewCredential session = new NewCredential(
                person.id(),
                CredentialKind.CONSOLE,
                "console session",
                EnumSet.allOf(Permission.class),
                CredentialLimits.none(),
                clock.instant().plus(SESSION_LIFE));
        return credentials.issue(session, Actor.of(person));
    }

    public IssuedCredential issueToken(Person person, LoginGrant grant) {
        NewCredential token = new NewCredential(
                person.id(),
                CredentialKind.TOKEN,
                grant.description(),
                grant.permissions(),
                grant.limits(),
                grant.expiresAt());
        return credentials.issue(token, Actor.of(person));
    }
}
