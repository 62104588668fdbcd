package org.brandstore.authority;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.chain.AccountKey;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.assertion.crypto.SignatureVerifier;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * The two assertions that devices have built in: the root account and its key, both signed by that key
 * (assertions.md 4.2).
 */
record RootAssertions(Assertion account, Assertion key) {
    static final KeyName DEFAULT_KEY_NAME = new KeyName("root");

    KeyName keyName() {
        return key.headers().findText("name").map(KeyName::new).orElse(DEFAULT_KEY_NAME);
    }

    PublicKey publicKey() {
        return AccountKey.of(key).publicKey();
    }

    static RootAssertions create(
            AccountId id, String displayName, String username, AssertionSigner signer, Instant now) {
        Assertion account = account(id, displayName, username, signer, now);
        return new RootAssertions(account, key(id, signer, now));
    }

    /**
     * Takes what exists and makes what is missing.
     *
     * @throws StoreException if what exists is not of this account, or not signed by its key
     */
    static RootAssertions complete(RootImport from, AuthorityConfig config, AssertionSigner signer, Instant now) {
        for (Assertion assertion : from.assertions()) {
            check(assertion, from.account(), signer.publicKey());
        }
        Optional<Assertion> account = find(from.assertions(), AssertionType.ACCOUNT);
        Optional<Assertion> key = find(from.assertions(), AssertionType.ACCOUNT_KEY);
        Instant since = key.map(held -> AccountKey.of(held).since()).orElse(now);
        if (account.isPresent() && key.isEmpty()) {
            // what the key has signed already must lie within its validity
            Instant signed = account.get().timestamp().orElse(now);
            since = signed.isBefore(since) ? signed : since;
        }
        Instant keySince = since;
        Instant accountTime = since.isAfter(now) ? since : now;
        return new RootAssertions(
                account.orElseGet(
                        () -> account(from.account(), config.displayName(), config.username(), signer, accountTime)),
                key.orElseGet(() -> key(from.account(), signer, keySince)));
    }

    private static void check(Assertion assertion, AccountId account, PublicKey key) {
        boolean known = assertion.type() == AssertionType.ACCOUNT || assertion.type() == AssertionType.ACCOUNT_KEY;
        if (!known || !assertion.text("account-id").equals(account.value())) {
            throw refused(assertion, "only the account and the account-key of " + account + " belong to its root");
        }
        if (!assertion.authorityId().orElse("").equals(account.value())) {
            throw refused(assertion, "a root is signed by itself, its authority-id must be " + account);
        }
        if (assertion.type() == AssertionType.ACCOUNT_KEY
                && !AccountKey.of(assertion).publicKey().equals(key)) {
            throw refused(assertion, "it is about another key than the private key that came with it");
        }
        try {
            SignatureVerifier.verify(assertion, key);
        } catch (AssertionException e) {
            throw new StoreException(ErrorCode.INVALID_ASSERTION, String.valueOf(e.getMessage()), e);
        }
    }

    private static Optional<Assertion> find(List<Assertion> assertions, AssertionType type) {
        List<Assertion> found = assertions.stream()
                .filter(assertion -> assertion.type() == type)
                .toList();
        if (found.size() > 1) {
            throw refused(found.get(1), "there must be one " + type + " at most");
        }
        return found.stream().findFirst();
    }

    private static Assertion account(
            AccountId id, String displayName, String username, AssertionSigner signer, Instant at) {
        Headers headers = Headers.builder()
                .put("authority-id", id.value())
                .put("account-id", id.value())
                .put("display-name", displayName)
                .put("username", username)
                .put("validation", "verified")
                .put("timestamp", at.toString())
                .build();
        return Assertions.sign(AssertionType.ACCOUNT, headers, new byte[0], signer, at);
    }

    private static Assertion key(AccountId id, AssertionSigner signer, Instant since) {
        return accountKey(id, DEFAULT_KEY_NAME, signer.publicKey(), signer, since);
    }

    /** A key of the root account, signed by its root key. It has no end: nothing that it signed would outlive it. */
    static Assertion accountKey(AccountId id, KeyName name, PublicKey key, AssertionSigner root, Instant since) {
        Headers headers = Headers.builder()
                .put("authority-id", id.value())
                .put("account-id", id.value())
                .put("name", name.value())
                .put("public-key-sha3-384", key.id().value())
                .put("since", since.toString())
                .build();
        return Assertions.sign(
                AssertionType.ACCOUNT_KEY, headers, key.encoded().getBytes(StandardCharsets.US_ASCII), root, since);
    }

    private static StoreException refused(Assertion assertion, String why) {
        return new StoreException(
                ErrorCode.INVALID_ASSERTION, "cannot use " + assertion.ref() + " for the root: " + why);
    }
}
