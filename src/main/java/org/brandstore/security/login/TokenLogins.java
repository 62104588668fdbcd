package org.brandstore.security.login;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumSet;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.credential.IssuedCredential;
import org.brandstore.account.credential.NewCredential;
import org.brandstore.account.credential.Permission;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.security.Caller;

/** Gives a person who has signed in a session of the console, or an API token. */
@ApplicationScoped
public class TokenLogins {
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
                clock.instant().plus(CredentialKind.CONSOLE.usualLife()));
        return credentials.issue(session, Actor.of(person));
    }

    public IssuedCredential issueToken(Person person, LoginGrant grant) {
        return credentials.issue(token(person, grant), Actor.of(person));
    }

    /**
     * An API token for what the caller has already; it ends with that at the latest.
     *
     * @throws StoreException {@link ErrorCode#PERMISSION_REQUIRED} if it would allow more, {@link
     *     ErrorCode#AUTHENTICATION_REQUIRED} if the caller's credential ends at this moment
     */
    public IssuedCredential deriveToken(Caller caller, LoginGrant grant) {
        return credentials
                .derive(caller.credential().id(), token(caller.person(), grant), Actor.of(caller.person()))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.AUTHENTICATION_REQUIRED,
                        "cannot make a token: the given credential works no more, sign in again"));
    }

    private static NewCredential token(Person person, LoginGrant grant) {
        return new NewCredential(
                person.id(),
                CredentialKind.TOKEN,
                grant.description(),
                grant.permissions(),
                grant.limits(),
                grant.expiresAt());
    }
}
