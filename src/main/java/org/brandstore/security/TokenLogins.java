package org.brandstore.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.account.CredentialKind;
import org.brandstore.account.CredentialLimits;
import org.brandstore.account.Credentials;
import org.brandstore.account.IssuedCredential;
import org.brandstore.account.NewCredential;
import org.brandstore.account.People;
import org.brandstore.account.Permission;
import org.brandstore.account.Person;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Turns e-mail and password into an API token or a session of the console. */
@ApplicationScoped
public class TokenLogins {
    private static final Duration TOKEN_LIFE = Duration.ofDays(30);
    private static final Duration SESSION_LIFE = Duration.ofHours(12);

    private final People people;
    private final Credentials credentials;
    private final LoginThrottle throttle;
    private final Clock clock;

    TokenLogins(People people, Credentials credentials, LoginThrottle throttle, Clock clock) {
        this.people = people;
        this.credentials = credentials;
        this.throttle = throttle;
        this.clock = clock;
    }

    /** @throws StoreException if they do not fit, in the same words whatever the reason, or after too many failures */
    public IssuedCredential login(String email, char[] password, String description) {
        return issue(authenticate(email, password), CredentialKind.TOKEN, description, TOKEN_LIFE);
    }

    /** @throws StoreException as {@link #login} */
    public IssuedCredential openSession(String email, char[] password) {
        return issue(authenticate(email, password), CredentialKind.CONSOLE, "console session", SESSION_LIFE);
    }

    private Person authenticate(String email, char[] password) {
        throttle.admit(email);
        Optional<Person> person = people.authenticate(email, password);
        if (person.isEmpty()) {
            throttle.failed(email);
            throw new StoreException(
                    ErrorCode.INVALID_CREDENTIALS, "cannot sign in: e-mail and password do not fit together");
        }
        throttle.succeeded(email);
        return person.get();
    }

    private IssuedCredential issue(Person person, CredentialKind kind, String description, Duration life) {
        return credentials.issue(
                new NewCredential(
                        person.id(),
                        kind,
                        description,
                        EnumSet.allOf(Permission.class),
                        CredentialLimits.none(),
                        clock.instant().plus(life)),
                Actor.of(person));
    }
}
