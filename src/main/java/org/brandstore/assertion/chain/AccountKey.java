package org.brandstore.assertion.chain;

import java.time.Instant;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.Scalars;
import org.brandstore.assertion.constraint.KeyConstraints;
import org.brandstore.assertion.crypto.PublicKey;
import org.jspecify.annotations.Nullable;

/** What an account-key assertion says (assertions.md 3.2). */
public final class AccountKey {
    private final Assertion assertion;
    private final PublicKey publicKey;
    private final Instant since;
    private final @Nullable Instant until;
    private final @Nullable KeyConstraints constraints;

    private AccountKey(Assertion assertion) {
        Headers headers = assertion.headers();
        this.assertion = assertion;
        this.publicKey = PublicKey.decode(assertion.body());
        this.since = Scalars.time("since", headers.requireText("since"));
        this.until = headers.find("until").isPresent() ? Scalars.time("until", headers.requireText("until")) : null;
        this.constraints =
                headers.find("constraints").map(KeyConstraints::parse).orElse(null);
    }

    /**
     * Reads the assertion.
     *
     * @throws IllegalArgumentException if it has another type
     * @throws AssertionException if it breaks the rules of the type
     */
    public static AccountKey of(Assertion assertion) {
        if (assertion.type() != AssertionType.ACCOUNT_KEY) {
            throw new IllegalArgumentException("cannot take " + assertion + " for an account-key");
        }
        return new AccountKey(assertion);
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    public String accountId() {
        return assertion.text("account-id");
    }

    /** The first moment of its validity. */
    public Instant since() {
        return since;
    }

    /** The first moment after its validity; none if it does not end. */
    public Optional<Instant> until() {
        return Optional.ofNullable(until);
    }

    public boolean isValidAt(Instant time) {
        return !time.isBefore(since) && (until == null || time.isBefore(until));
    }

    /** Whether its constraints, if it has any, allow it to sign this. */
    public boolean maySign(AssertionType type, Headers headers) {
        return constraints == null || constraints.allow(type, headers);
    }

    /** The validity in words, for messages. */
    String validity() {
        return "from " + since + (until == null ? " on" : " until before " + until);
    }
}
