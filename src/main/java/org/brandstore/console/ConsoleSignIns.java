package org.brandstore.console;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import org.brandstore.account.Actor;
import org.brandstore.account.CredentialKind;
import org.brandstore.account.CredentialLimits;
import org.brandstore.account.Credentials;
import org.brandstore.account.NewCredential;
import org.brandstore.account.People;
import org.brandstore.account.Permission;
import org.brandstore.account.Person;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Caller;
import org.brandstore.security.SignInLimit;

/** Opens and closes sessions of the console. */
@Singleton
class ConsoleSignIns {
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final People people;
    private final Credentials credentials;
    private final SignInLimit limit;
    private final Clock clock;

    ConsoleSignIns(People people, Credentials credentials, SignInLimit limit, Clock clock) {
        this.people = people;
        this.credentials = credentials;
        this.limit = limit;
        this.clock = clock;
    }

    /**
     * @return the session's secret
     * @throws StoreException with {@link ErrorCode#INVALID_CREDENTIALS} or {@link ErrorCode#TOO_MANY_REQUESTS}
     */
    String open(String email, String password, String address) {
        limit.require(email, address);
        Optional<Person> person = people.authenticate(email, password.toCharArray());
        if (person.isEmpty()) {
            limit.failed(email, address);
            throw new StoreException(
                    ErrorCode.INVALID_CREDENTIALS, "cannot sign in: e-mail address and password do not fit");
        }
        limit.succeeded(email);
        NewCredential session = new NewCredential(
                person.get().id(),
                CredentialKind.CONSOLE,
                "console session",
                EnumSet.allOf(Permission.class),
                CredentialLimits.none(),
                clock.instant().plus(LIFETIME));
        return credentials.issue(session, Actor.of(person.get())).secret();
    }

    void close(Caller caller) {
        credentials.revoke(caller.credential().id(), caller.actor());
    }
}
