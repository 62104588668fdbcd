package org.brandstore.assertion.chain;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionLookup;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Excerpt;
import org.brandstore.assertion.Scalars;
import org.brandstore.assertion.TrustedSet;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.assertion.crypto.SignatureVerifier;
import org.brandstore.assertion.type.check.TypeChecks;

/** Decides whether an assertion can be believed, in the order in which devices ask (assertions.md 2.6). */
public final class Verification {
    private final TrustedSet trusted;
    private final Clock clock;

    public Verification(TrustedSet trusted, Clock clock) {
        this.trusted = trusted;
        this.clock = clock;
    }

    /**
     * Checks format, signing key, signature, time, and that nothing known contradicts. Of the types without authority,
     * only account-key-request and confdb-control can be checked so; for the others the caller must know the device key
     * and use {@link SignatureVerifier}.
     *
     * @param known asked after the trusted set
     * @throws AssertionException if any of it fails
     */
    public void check(Assertion assertion, AssertionLookup known) {
        if (assertion.format() > assertion.type().maxFormat()) {
            throw refused(
                    assertion,
                    Reason.UNSUPPORTED_FORMAT,
                    "its format is higher than " + assertion.type().maxFormat());
        }
        AssertionLookup all = new LayeredLookup(trusted, known);
        if (assertion.type().hasAuthority()) {
            checkAuthority(assertion, all);
        } else {
            SignatureVerifier.verify(assertion, ownKey(assertion, all));
        }
        TypeChecks.checkConsistency(assertion, all, trusted);
    }

    private void checkAuthority(Assertion assertion, AssertionLookup all) {
        AccountKey key = signingKey(assertion, all);
        Instant now = clock.instant();
        if (!key.isValidAt(now)) {
            throw refused(
                    assertion,
                    Reason.KEY_NOT_VALID,
                    "its signing key is valid " + key.validity() + ", not now, " + now);
        }
        if (!key.maySign(assertion.type(), assertion.headers())) {
            throw refused(assertion, Reason.KEY_CONSTRAINED, "the constraints of its signing key do not allow it");
        }
        SignatureVerifier.verify(assertion, key.publicKey());
        if (assertion.type().timestampChecked()) {
            Instant timestamp = Scalars.time("timestamp", assertion.text("timestamp"));
            if (!key.isValidAt(timestamp)) {
                throw refused(
                        assertion,
                        Reason.KEY_NOT_VALID,
                        "its signing key is valid " + key.validity() + ", not at its timestamp, " + timestamp);
            }
        }
    }

    private static AccountKey signingKey(Assertion assertion, AssertionLookup all) {
        String authority = assertion.text("authority-id");
        AccountKey key = all.find(new AssertionRef(AssertionType.ACCOUNT_KEY, List.of(assertion.signKeyId())))
                .map(AccountKey::of)
                .orElseThrow(() ->
                        refused(assertion, Reason.UNKNOWN_KEY, "there is no account-key " + assertion.signKeyId()));
        if (!key.accountId().equals(authority)) {
            throw refused(
                    assertion,
                    Reason.UNKNOWN_KEY,
                    "its signing key is of account \"" + Excerpt.of(key.accountId()) + "\", its authority is \""
                            + Excerpt.of(authority) + "\"");
        }
        return key;
    }

    /** The key of an assertion that no account signs. */
    private static PublicKey ownKey(Assertion assertion, AssertionLookup all) {
        return switch (assertion.type()) {
            case ACCOUNT_KEY_REQUEST -> PublicKey.decode(assertion.body());
            case CONFDB_CONTROL ->
                all.find(new AssertionRef(AssertionType.SERIAL, assertion.primaryKey()))
                        .map(serial -> PublicKey.decode(serial.text("device-key")))
                        .orElseThrow(() -> refused(
                                assertion, Reason.PREREQUISITE_MISSING, "the serial of its device is not known"));
            default -> throw refused(assertion, Reason.UNKNOWN_KEY, "only who knows the device key can check it");
        };
    }

    private static AssertionException refused(Assertion assertion, Reason reason, String why) {
        return new AssertionException(reason, "cannot accept " + Excerpt.of(assertion.ref()) + ": " + why);
    }
}
