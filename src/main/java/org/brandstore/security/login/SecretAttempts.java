package org.brandstore.security.login;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;

/** Limits how often one client, and all together, may try secrets that name nobody, such as those of invitations. */
@ApplicationScoped
public class SecretAttempts {
    private final LoginThrottle throttle;
    private final ClientAddress client;

    SecretAttempts(LoginThrottle throttle, ClientAddress client) {
        this.throttle = throttle;
        this.client = client;
    }

    /**
     * Looks something up by a secret. Nothing found counts as a wrong try.
     *
     * @throws org.brandstore.problem.StoreException {@link org.brandstore.problem.ErrorCode#TOO_MANY_REQUESTS}
     */
    public <T> Optional<T> open(Supplier<Optional<T>> lookUp) {
        knock();
        throttle.admitSecret(client.text());
        Optional<T> found = lookUp.get();
        if (found.isEmpty()) {
            throttle.secretFailed(client.text());
        }
        return found;
    }

    /** Counts a request to a door that is open to everybody. Throws as {@link #open}. */
    public void knock() {
        throttle.knock(client.text());
    }
}
