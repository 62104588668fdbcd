package org.brandstore.security.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Optional;
import java.util.Set;

/**
 * Believes an ID token or not (OpenID Connect Core 3.1.3.7). That it is signed with an asymmetric algorithm by a key of the
 * provider, made by it, for us, now, and for the sign-in that we began, is judged by the SDK; what that leaves open is here.
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

    private final IDTokenValidator validator;
    private final Clock clock;

    IdTokens(Issuer issuer, ClientID client, JWKSource<SecurityContext> keys, Clock clock) {
        this.clock = clock;
        this.validator = new IDTokenValidator(issuer, client, new JWSVerificationKeySelector<>(ALGORITHMS, keys), null);
        validator.setMaxClockSkew((int) CLOCK_DIFFERENCE.toSeconds());
    }

    /** @throws ProviderException if the token is not to be believed */
    VouchedIdentity verify(JWT token, Nonce nonce) {
        IDTokenClaimsSet claims;
        try {
            claims = validator.validate(token, nonce);
        } catch (BadJOSEException | JOSEException e) {
            throw new ProviderException("the ID token is not to be believed: " + e.getMessage(), e);
        }
        require(claims.getAudience().size() == 1 || claims.getAuthorizedParty() != null, "it is for several");
        Date notBefore = claims.getDateClaim("nbf");
        require(
                notBefore == null
                        || !notBefore.toInstant().isAfter(clock.instant().plus(CLOCK_DIFFERENCE)),
                "it is not valid yet");
        String subject = claims.getSubject().getValue();
        require(subject.length() <= MAX_TEXT, "its subject is too long");
        return new VouchedIdentity(claims.getIssuer().getValue(), subject, verifiedEmail(claims));
    }

    /** Some providers write the truth as a text. */
    private static Optional<String> verifiedEmail(IDTokenClaimsSet claims) {
        Object verified = claims.getClaim("email_verified");
        boolean isTrue = Boolean.TRUE.equals(verified) || "true".equals(verified);
        return isTrue
                ? Optional.ofNullable(claims.getStringClaim("email")).filter(email -> email.length() <= MAX_TEXT)
                : Optional.empty();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ProviderException("the ID token is not to be believed: " + otherwise);
        }
    }
}
