package org.brandstore.security.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Believes an ID token or not (OpenID Connect Core 3.1.3.7): signed by a key of the provider with an asymmetric algorithm,
 * made by it, for us, now, and for the sign-in that we began.
 */
final class IdTokens {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.PS256,
            JWSAlgorithm.PS384,
            JWSAlgorithm.PS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);
    /** How much the provider's clock may differ. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(1);

    private static final int MAX_TEXT = 255;

    private final String issuer;
    private final String clientId;
    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    private final Clock clock;

    IdTokens(String issuer, String clientId, JWKSource<SecurityContext> keys, Clock clock) {
        this.issuer = issuer;
        this.clientId = clientId;
        this.clock = clock;
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
        // the claims are judged below, by our clock
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
    }

    /** @throws ProviderException if the token is not to be believed */
    VouchedIdentity verify(String token, String nonce) {
        try {
            JWTClaimsSet claims = processor.process(token, null);
            require(issuer.equals(claims.getIssuer()), "it is of another issuer");
            require(claims.getAudience().contains(clientId), "it is for another client");
            String party = claims.getStringClaim("azp");
            require(party == null ? claims.getAudience().size() == 1 : party.equals(clientId), "it is for several");
            Instant now = clock.instant();
            require(isAfter(claims.getExpirationTime(), now.minus(CLOCK_DIFFERENCE)), "it has expired");
            require(
                    !isAfter(required(claims.getIssueTime(), "iat"), now.plus(CLOCK_DIFFERENCE)),
                    "it is of the future");
            require(!isAfter(claims.getNotBeforeTime(), now.plus(CLOCK_DIFFERENCE)), "it is not valid yet");
            require(isSame(nonce, claims.getStringClaim("nonce")), "it is for another sign-in");
            String subject = required(claims.getSubject(), "sub");
            require(!subject.isEmpty() && subject.length() <= MAX_TEXT, "its subject is empty or too long");
            return new VouchedIdentity(issuer, subject, verifiedEmail(claims));
        } catch (ParseException | BadJOSEException | JOSEException e) {
            throw new ProviderException("the ID token is not to be believed: " + e.getMessage(), e);
        }
    }

    /** Some providers write the truth as a text. */
    private static Optional<String> verifiedEmail(JWTClaimsSet claims) throws ParseException {
        Object verified = claims.getClaim("email_verified");
        boolean isTrue = Boolean.TRUE.equals(verified) || "true".equals(verified);
        return isTrue
                ? Optional.ofNullable(claims.getStringClaim("email")).filter(email -> email.length() <= MAX_TEXT)
                : Optional.empty();
    }

    private static boolean isAfter(@Nullable Date date, Instant time) {
        return date != null && date.toInstant().isAfter(time);
    }

    private static boolean isSame(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new ProviderException("the ID token is not to be believed: it has no " + name);
        }
        return value;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ProviderException("the ID token is not to be believed: " + otherwise);
        }
    }
}
