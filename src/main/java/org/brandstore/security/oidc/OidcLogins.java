package org.brandstore.security.oidc;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.brandstore.account.Person;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.secret.ServerSecrets;
import org.brandstore.security.login.SecretAttempts;
import org.brandstore.site.PublicUrls;
import org.jboss.logging.Logger;

/**
 * Signing in through the identity provider. The browser keeps the state, a random text; what else the sign-in needs to
 * remember follows from it and from a secret of the server:
 *
 * <pre>
 * nonce    = base64url(HMAC(secret, "nonce" 00 state))
 * verifier = base64url(HMAC(secret, "verifier" 00 state))      the PKCE code verifier (RFC 7636)
 * </pre>
 */
@ApplicationScoped
public class OidcLogins {
    /** Below this path the provider sends the browser back, and nothing else happens. */
    public static final String CALLBACK = "/console/oidc/callback";

    private static final Logger LOG = Logger.getLogger(OidcLogins.class);
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int STATE_BYTES = 32;
    private static final int MAX_CODE = 4_096;

    private final OidcProvider provider;
    private final OidcConfig config;
    private final OidcAttempts attempts;
    private final OidcPeople people;
    private final SecretAttempts door;
    private final ServerSecrets secrets;
    private final Surroundings here;

    /** Where this store is, and chance. */
    @Singleton
    static class Surroundings {
        private final PublicUrls urls;
        private final SecureRandom random;

        Surroundings(PublicUrls urls, SecureRandom random) {
            this.urls = urls;
            this.random = random;
        }

        URI callback() {
            return URI.create(urls.of(CALLBACK));
        }

        String newState() {
            byte[] bytes = new byte[STATE_BYTES];
            random.nextBytes(bytes);
            return ENCODER.encodeToString(bytes);
        }
    }

    /**
     * A sign-in that has begun.
     *
     * @param redirect where the browser is to go
     * @param state what it must bring back, kept in a cookie
     */
    public record Start(URI redirect, String state) {
        @Override
        public String toString() {
            return "Start";
        }
    }

    /** A sign-in that has ended well: who it is, and the page they wanted. */
    public record End(Person person, String next) {}

    OidcLogins(
            OidcProvider provider,
            OidcConfig config,
            OidcAttempts attempts,
            OidcPeople people,
            SecretAttempts door,
            ServerSecrets secrets,
            Surroundings here) {
        this.provider = provider;
        this.config = config;
        this.attempts = attempts;
        this.people = people;
        this.door = door;
        this.secrets = secrets;
        this.here = here;
    }

    /** The name of the provider for the button, if there is one. */
    public Optional<String> offered() {
        return provider.isConfigured() ? Optional.of(config.name()) : Optional.empty();
    }

    /**
     * @param next where to go afterwards, a page of the console
     * @throws StoreException {@link ErrorCode#FEATURE_DISABLED} if no provider is configured, {@link
     *     ErrorCode#UNAVAILABLE} if it does not answer, {@link ErrorCode#TOO_MANY_REQUESTS}
     */
    public Start begin(String next) {
        requireConfigured();
        door.knock();
        String state = here.newState();
        URI redirect;
        try {
            redirect =
                    provider.authorization(state, derived("nonce", state), derived("verifier", state), here.callback());
        } catch (ProviderException e) {
            LOG.warnf("the identity provider cannot be used: %s", e.getMessage());
            throw new StoreException(
                    ErrorCode.UNAVAILABLE, "cannot sign in through the identity provider now: it does not answer", e);
        }
        attempts.begin(digest(state), next);
        return new Start(redirect, state);
    }

    /**
     * @param kept the state that the browser's cookie holds
     * @param returned the state in the address with which the provider sent the browser back
     * @throws StoreException {@link ErrorCode#INVALID_CREDENTIALS} if the sign-in was not begun by this browser, has ended
     *     before, the provider's word is not to be believed, or nobody here is meant; {@link ErrorCode#CONFLICT} if the
     *     person is known by another name; {@link ErrorCode#TOO_MANY_REQUESTS}
     */
    public End end(String kept, String returned, String code) {
        requireConfigured();
        return door.open(() -> tryEnd(kept, returned, code))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_CREDENTIALS,
                        "cannot sign in: the identity provider did not vouch for anybody who is known here"));
    }

    private Optional<End> tryEnd(String kept, String returned, String code) {
        if (kept.isEmpty()
                || !MessageDigest.isEqual(kept.getBytes(UTF_8), returned.getBytes(UTF_8))
                || code.isEmpty()
                || code.length() > MAX_CODE) {
            return Optional.empty();
        }
        Optional<String> next = attempts.end(digest(returned));
        if (next.isEmpty()) {
            return Optional.empty();
        }
        try {
            VouchedIdentity identity =
                    provider.redeem(code, derived("verifier", returned), derived("nonce", returned), here.callback());
            return people.find(identity).map(person -> new End(person, next.get()));
        } catch (ProviderException e) {
            LOG.infof("a sign-in through the identity provider was refused: %s", e.getMessage());
            return Optional.empty();
        }
    }

    private void requireConfigured() {
        if (!provider.isConfigured()) {
            throw new StoreException(
                    ErrorCode.FEATURE_DISABLED, "cannot sign in through an identity provider: none is configured");
        }
    }

    private String derived(String purpose, String state) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secrets.get("oidc-sign-in"), "HmacSHA256"));
            mac.update(purpose.getBytes(US_ASCII));
            mac.update((byte) 0);
            return ENCODER.encodeToString(mac.doFinal(state.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
        }
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
