package org.brandstore.security.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The configured provider. Nothing is asked of it before somebody signs in through it, so the store starts without it. */
@Singleton
class OidcProvider {
    private static final Duration METADATA_LIFE = Duration.ofHours(1);
    private static final int MAX_KEYS_BYTES = 256 * 1024;

    private record Known(ProviderMetadata metadata, IdTokens tokens, Instant until) {}

    private final OidcConfig config;
    private final ProviderHttp http;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Known known;

    OidcProvider(OidcConfig config, ProviderHttp http, Clock clock) {
        this.config = config;
        this.http = http;
        this.clock = clock;
    }

    boolean isConfigured() {
        return config.issuer().isPresent() && config.clientId().isPresent();
    }

    /** Where the browser is sent. */
    URI authorization(String state, String nonce, String challenge, String callback) {
        Map<String, String> fields = new TreeMap<>(Map.of(
                "response_type",
                "code",
                "scope",
                "openid email profile",
                "client_id",
                clientId(),
                "redirect_uri",
                callback,
                "state",
                state,
                "nonce",
                nonce,
                "code_challenge",
                challenge,
                "code_challenge_method",
                "S256"));
        URI endpoint = known().metadata().authorizationEndpoint();
        String separator = endpoint.getQuery() == null ? "?" : "&";
        return URI.create(endpoint + separator + ProviderHttp.query(fields));
    }

    /** @throws ProviderException if the provider does not take the code, or its token is not to be believed */
    VouchedIdentity redeem(String code, String verifier, String nonce, String callback) {
        Known provider = known();
        Map<String, String> form = Map.of(
                "grant_type", "authorization_code",
                "code", code,
                "redirect_uri", callback,
                "code_verifier", verifier);
        String token = http.post(provider.metadata(), form, clientId(), secret())
                .path("id_token")
                .asText();
        return provider.tokens().verify(token, nonce);
    }

    private Known known() {
        Known present = known;
        if (present != null && clock.instant().isBefore(present.until())) {
            return present;
        }
        lock.lock();
        try {
            present = known;
            if (present == null || !clock.instant().isBefore(present.until())) {
                present = discover();
                known = present;
            }
            return present;
        } finally {
            lock.unlock();
        }
    }

    private Known discover() {
        URI issuer = config.issuer().orElseThrow();
        ProviderMetadata.requireProtected(issuer.toString());
        String base = issuer.toString().replaceFirst("/$", "");
        ProviderMetadata metadata =
                ProviderMetadata.read(http.get(URI.create(base + "/.well-known/openid-configuration")), issuer);
        IdTokens tokens = new IdTokens(issuer.toString(), clientId(), keys(metadata), clock);
        return new Known(metadata, tokens, clock.instant().plus(METADATA_LIFE));
    }

    /** Kept for a while; a key that is not known yet makes them be asked for again, though not too often. */
    private JWKSource<SecurityContext> keys(ProviderMetadata metadata) {
        int millis = (int) config.timeout().toMillis();
        try {
            return JWKSourceBuilder.<SecurityContext>create(
                            metadata.keys().toURL(), new DefaultResourceRetriever(millis, millis, MAX_KEYS_BYTES))
                    .refreshAheadCache(false)
                    .build();
        } catch (MalformedURLException e) {
            throw new ProviderException("the address of its keys is not valid", e);
        }
    }

    private String clientId() {
        return config.clientId().orElseThrow();
    }

    private String secret() {
        return config.clientSecretFile()
                .map(file -> {
                    try {
                        return Files.readString(file).strip();
                    } catch (IOException e) {
                        throw new UncheckedIOException("cannot read brandstore.oidc.client-secret-file", e);
                    }
                })
                .or(config::clientSecret)
                .orElse("");
    }
}
