package org.brandstore.security.oidc;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The configured provider. Nothing is asked of it before somebody signs in through it, so the store starts without it. */
@Singleton
class OidcProvider {
    private static final Duration METADATA_LIFE = Duration.ofHours(1);
    private static final Scope SCOPE = new Scope("openid", "email", "profile");

    private record Known(OIDCProviderMetadata metadata, IdTokens tokens, Instant until) {}

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
    URI authorization(String state, String nonce, String verifier, URI callback) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, SCOPE, client(), callback)
                .endpointURI(known().metadata().getAuthorizationEndpointURI())
                .state(new State(state))
                .nonce(new Nonce(nonce))
                .codeChallenge(new CodeVerifier(verifier), CodeChallengeMethod.S256)
                .build()
                .toURI();
    }

    /** @throws ProviderException if the provider does not take the code, or its token is not to be believed */
    VouchedIdentity redeem(String code, String verifier, String nonce, URI callback) {
        Known provider = known();
        AuthorizationCodeGrant grant =
                new AuthorizationCodeGrant(new AuthorizationCode(code), callback, new CodeVerifier(verifier));
        try {
            HTTPResponse answer =
                    request(provider.metadata(), grant).toHTTPRequest().send(http);
            if (!(OIDCTokenResponseParser.parse(answer) instanceof OIDCTokenResponse tokens)) {
                throw new ProviderException("it does not take the code: status " + answer.getStatusCode());
            }
            JWT token = tokens.getOIDCTokens().getIDToken();
            if (token == null) {
                throw new ProviderException("its answer has no ID token");
            }
            return provider.tokens().verify(token, new Nonce(nonce));
        } catch (IOException | ParseException e) {
            throw new ProviderException("cannot exchange the code: " + e.getMessage(), e);
        }
    }

    /** With the client's secret, if there is one, as the provider wants it. */
    private TokenRequest request(OIDCProviderMetadata provider, AuthorizationCodeGrant grant) {
        URI endpoint = provider.getTokenEndpointURI();
        String secret = secret();
        if (secret.isEmpty()) {
            return new TokenRequest.Builder(endpoint, client(), grant).build();
        }
        List<ClientAuthenticationMethod> methods = provider.getTokenEndpointAuthMethods();
        boolean basic = methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        ClientAuthentication authentication = basic
                ? new ClientSecretBasic(client(), new Secret(secret))
                : new ClientSecretPost(client(), new Secret(secret));
        return new TokenRequest.Builder(endpoint, authentication, grant).build();
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
        OIDCProviderMetadata metadata = ProviderDocument.read(http.get(ProviderDocument.address(issuer)), issuer);
        IdTokens tokens = new IdTokens(metadata.getIssuer(), client(), keys(metadata), clock);
        return new Known(metadata, tokens, clock.instant().plus(METADATA_LIFE));
    }

    /** Kept for a while; a key that is not known yet makes them be asked for again, though not too often. */
    private JWKSource<SecurityContext> keys(OIDCProviderMetadata metadata) {
        try {
            return JWKSourceBuilder.<SecurityContext>create(
                            metadata.getJWKSetURI().toURL(), http)
                    .refreshAheadCache(false)
                    .build();
        } catch (MalformedURLException e) {
            throw new ProviderException("the address of its keys is not valid", e);
        }
    }

    private ClientID client() {
        return new ClientID(config.clientId().orElseThrow());
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
