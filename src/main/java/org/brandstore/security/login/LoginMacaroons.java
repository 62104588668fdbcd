package org.brandstore.security.login;

import jakarta.inject.Singleton;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.brandstore.secret.ServerSecrets;
import org.brandstore.security.macaroon.Caveat;
import org.brandstore.security.macaroon.Macaroon;
import org.brandstore.security.macaroon.MalformedMacaroonException;
import org.brandstore.site.PublicUrls;

/**
 * Makes and reads the two macaroons of a login. The root macaroon has one caveat, for the sign-on service, which says what
 * is asked for (see {@link GrantText}). The discharge has two conditions of ours:
 *
 * <pre>
 * credential SECRET      the row with permissions and limits, which can be revoked
 * valid-until INSTANT    after which the tool fetches a new discharge for the same credential
 * </pre>
 *
 * Macaroons with any other condition are worth nothing: this server would not know how to judge it.
 */
@Singleton
public class LoginMacaroons {
    /**
     * What a good pair of macaroons says.
     *
     * @param secret of the credential
     * @param isFresh whether the discharge still works
     */
    record Login(String secret, boolean isFresh) {
        @Override
        public String toString() {
            return "Login[isFresh=" + isFresh + "]";
        }
    }

    private static final String CREDENTIAL = "credential ";
    private static final String VALID_UNTIL = "valid-until ";
    /** The length of what other codecs put here: a nonce, a sealed key and its tag. */
    private static final int VERIFICATION_ID_BYTES = 72;

    private static final int IDENTIFIER_BYTES = 24;

    private final LoginConfig config;
    private final String storeLocation;
    private final String ssoLocation;
    private final ServerSecrets secrets;
    private final SecureRandom random;
    private final Clock clock;

    LoginMacaroons(LoginConfig config, PublicUrls urls, ServerSecrets secrets, SecureRandom random, Clock clock) {
        this.config = config;
        this.storeLocation = urls.authority();
        this.ssoLocation = config.ssoUrl().map(URI::getAuthority).orElse(storeLocation);
        this.secrets = secrets;
        this.random = random;
        this.clock = clock;
    }

    String root(LoginGrant grant) {
        String identifier = Base64.getUrlEncoder().withoutPadding().encodeToString(randomBytes(IDENTIFIER_BYTES));
        Caveat caveat = new Caveat.ThirdParty(
                grants().write(grant, random),
                HexFormat.of().formatHex(randomBytes(VERIFICATION_ID_BYTES)),
                ssoLocation);
        return Macaroon.create(rootKey(), storeLocation, identifier)
                .with(caveat)
                .serialize();
    }

    /** What the root macaroon with that caveat asks for, if it is ours and still asks. */
    Optional<LoginGrant> grant(String caveatId) {
        return grants().read(caveatId).filter(grant -> grant.expiresAt().isAfter(clock.instant()));
    }

    /** A discharge for the caveat, not yet bound. */
    String discharge(String caveatId, String secret) {
        return Macaroon.create(grants().caveatKey(caveatId), ssoLocation, caveatId)
                .with(new Caveat.FirstParty(CREDENTIAL + secret))
                .with(new Caveat.FirstParty(VALID_UNTIL + clock.instant().plus(config.dischargeTtl())))
                .serialize();
    }

    /** The secret in a discharge of ours that is not bound, whether it still works or not. */
    Optional<String> secretOf(String discharge) {
        return parse(discharge)
                .filter(macaroon -> macaroon.isSignedWith(grants().caveatKey(macaroon.identifier())))
                .flatMap(LoginMacaroons::login)
                .map(Conditions::secret);
    }

    /** The same discharge with a new end. */
    String renewed(String discharge, String secret) {
        return discharge(Macaroon.parse(discharge).identifier(), secret);
    }

    /** What a root macaroon and its bound discharge say; empty if the pair is worth nothing. */
    Optional<Login> read(String rootText, String dischargeText) {
        Optional<Macaroon> root = parse(rootText).filter(macaroon -> macaroon.isSignedWith(rootKey()));
        return parse(dischargeText)
                .filter(discharge -> root.isPresent() && fits(root.get(), discharge))
                .flatMap(LoginMacaroons::login)
                .map(found -> new Login(found.secret(), clock.instant().isBefore(found.validUntil())));
    }

    private boolean fits(Macaroon root, Macaroon discharge) {
        return root.caveats().size() == 1
                && root.caveats().getFirst() instanceof Caveat.ThirdParty caveat
                && caveat.id().equals(discharge.identifier())
                && discharge.isBoundTo(root, grants().caveatKey(caveat.id()));
    }

    private record Conditions(String secret, Instant validUntil) {}

    private static Optional<Conditions> login(Macaroon discharge) {
        if (discharge.caveats().size() != 2
                || !(discharge.caveats().get(0) instanceof Caveat.FirstParty credential)
                || !(discharge.caveats().get(1) instanceof Caveat.FirstParty end)
                || !credential.id().startsWith(CREDENTIAL)
                || !end.id().startsWith(VALID_UNTIL)) {
            return Optional.empty();
        }
        return Optional.of(new Conditions(
                credential.id().substring(CREDENTIAL.length()),
                Instant.parse(end.id().substring(VALID_UNTIL.length()))));
    }

    private GrantText grants() {
        return new GrantText(secrets.get("login-grant"));
    }

    private byte[] rootKey() {
        return secrets.get("login-root-macaroon");
    }

    private byte[] randomBytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static Optional<Macaroon> parse(String text) {
        try {
            return Optional.of(Macaroon.parse(text));
        } catch (MalformedMacaroonException e) {
            return Optional.empty();
        }
    }
}
