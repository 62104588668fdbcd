package org.brandstore.device;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.brandstore.secret.ServerSecrets;

/** The keys of the tokens that devices carry, one for each purpose. */
@ApplicationScoped
public class TokenKeys {
    private final ServerSecrets secrets;
    private final ConcurrentMap<Purpose, TokenKey> keys = new ConcurrentHashMap<>();

    TokenKeys(ServerSecrets secrets) {
        this.secrets = secrets;
    }

    /** What tokens are for; a token of one purpose is nothing for another. */
    public enum Purpose {
        SESSION("device-session"),
        NONCE("device-nonce"),
        REQUEST_ID("device-request-id"),
        COHORT("device-cohort"),
        ICON("device-icon");

        private final String secretName;

        Purpose(String secretName) {
            this.secretName = secretName;
        }
    }

    public TokenKey get(Purpose purpose) {
        TokenKey key = keys.get(purpose);
        if (key == null) {
            key = new TokenKey(secrets.get(purpose.secretName));
            keys.put(purpose, key);
        }
        return key;
    }

    /** Reads all keys at once, so that no request has to wait for the database. */
    void start(@Observes StartupEvent event) {
        for (Purpose purpose : Purpose.values()) {
            get(purpose);
        }
    }
}
