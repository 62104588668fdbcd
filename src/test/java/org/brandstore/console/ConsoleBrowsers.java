package org.brandstore.console;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Credentials;
import org.brandstore.account.credential.NewCredential;
import org.brandstore.account.credential.Permission;

/** Browsers that are signed in without the form, for tests that are not about signing in. */
@ApplicationScoped
public class ConsoleBrowsers {
    private final Credentials credentials;

    ConsoleBrowsers(Credentials credentials) {
        this.credentials = credentials;
    }

    public ConsoleBrowser signedIn(Person person) {
        return new ConsoleBrowser(secret(person, CredentialKind.CONSOLE));
    }

    /** The secret of a credential with every permission. */
    public String secret(Person person, CredentialKind kind) {
        NewCredential wanted = new NewCredential(
                person.id(),
                kind,
                "test",
                EnumSet.allOf(Permission.class),
                CredentialLimits.none(),
                Instant.now().plus(Duration.ofHours(1)));
        return credentials.issue(wanted, Actor.system("test")).secret();
    }
}
