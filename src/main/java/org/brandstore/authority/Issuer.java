package org.brandstore.authority;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.chain.AccountKey;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.database.PostgresAssertionDatabase;
import org.brandstore.event.Events;
import org.brandstore.event.change.Topic;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.signing.KeyPurpose;
import org.brandstore.signing.SigningKeys;

/**
 * Signs and adds. Adding verifies, so nothing leaves here that this server would not accept itself. All of it happens in
 * the caller's transaction.
 */
@ApplicationScoped
class Issuer {
    /** What changes with each issue although nothing new is said. */
    private static final List<String> VOLATILE = List.of("revision", "timestamp", "sign-key-sha3-384", "format");

    private final PostgresAssertionDatabase database;
    private final SigningKeys keys;
    private final Events events;
    private final Clock clock;

    Issuer(PostgresAssertionDatabase database, SigningKeys keys, Events events, Clock clock) {
        this.database = database;
        this.keys = keys;
        this.events = events;
        this.clock = clock;
    }

    /** The key with which the account signs for the first of these purposes that it has a key for. */
    KeyId key(AccountId account, KeyPurpose... purposes) {
        return Arrays.stream(purposes)
                .flatMap(purpose -> keys.current(account, purpose).stream())
                .findFirst()
                .orElseThrow(() -> new StoreException(
                        ErrorCode.KEY_NOT_HELD,
                        "cannot sign for account " + username(account) + ": this server holds no "
                                + purposes[0].wireName() + " key of it"));
    }

    /** What people call the account; its id if they have no name for it here. */
    private String username(AccountId account) {
        return database.find(AssertionRef.of(AssertionType.ACCOUNT, account.value()))
                .flatMap(found -> found.headers().findText("username"))
                .orElseGet(account::value);
    }

    /**
     * Issues, or finds that the newest revision says all of this already.
     *
     * <p>{@code authority-id}, {@code revision} and, for types that have one and unless given, {@code timestamp} are
     * added. The timestamp is now, but never before the signing key became valid (assertions.md trap 17).
     */
    Assertion issue(AssertionType type, AccountId authority, KeyId keyId, Headers headers, byte[] body) {
        Headers.Builder builder = Headers.builder().putAll(headers).put("authority-id", authority.value());
        AssertionRef ref = ref(type, headers);
        database.lock(ref);
        Optional<Assertion> newest = database.findAlike(ref, headers);
        Instant at = signingTime(keyId);
        if (type.timestampChecked() && headers.find("timestamp").isEmpty()) {
            builder.put("timestamp", at.toString());
        }
        newest.ifPresent(before -> builder.put("revision", Integer.toString(before.revision() + 1)));
        Assertion issued = Assertions.sign(type, builder.build(), body, keys.signer(keyId), at);
        if (newest.isPresent() && saysTheSame(newest.get(), issued)) {
            return newest.get();
        }
        database.add(issued);
        events.publish(Topic.ASSERTIONS.of(issued.ref()));
        return issued;
    }

    /** Now in whole seconds, or the moment from which the key is valid if that is later. */
    Instant signingTime(KeyId keyId) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return database.find(AssertionRef.of(AssertionType.ACCOUNT_KEY, keyId.value()))
                .map(key -> AccountKey.of(key).since())
                .filter(now::isBefore)
                .orElse(now);
    }

    private static AssertionRef ref(AssertionType type, Headers headers) {
        return AssertionRef.parse(
                type,
                type.primaryKeyHeaders().stream()
                        .map(header -> headers.findText(header)
                                .or(() -> type.keyDefault(header))
                                .orElseGet(() -> headers.requireText(header)))
                        .toList());
    }

    private static boolean saysTheSame(Assertion held, Assertion issued) {
        return stable(held).equals(stable(issued)) && Arrays.equals(held.body(), issued.body());
    }

    private static Headers stable(Assertion assertion) {
        Headers.Builder builder = Headers.builder().putAll(assertion.headers());
        VOLATILE.forEach(builder::remove);
        return builder.build();
    }
}
