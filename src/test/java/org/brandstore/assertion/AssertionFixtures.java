package org.brandstore.assertion;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.brandstore.assertion.chain.MemoryAssertionDatabase;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.codec.TestHeaders;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.assertion.crypto.RsaAssertionSigner;

/**
 * A root of trust and accounts below it, with keys that are made once for a test run. The store key signs all accounts
 * and keys; the root key only signs the root account, itself and the store key.
 */
public final class AssertionFixtures {
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    public static final Instant NOW = Instant.parse("2026-08-01T00:00:00Z");
    public static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    /** Who holds a private key. */
    public enum Role {
        /** the key that is built into devices */
        ROOT("fixture-root"),
        /** the working key of the root's account */
        STORE("fixture-root"),
        BRAND("fixture-brand"),
        PUBLISHER("fixture-publisher"),
        DEVELOPER("fixture-developer"),
        /** signs serials for the brand */
        VAULT("fixture-vault"),
        STRANGER("fixture-stranger"),
        /** a device of the brand; it has no account */
        DEVICE("");

        private final String accountId;

        Role(String accountId) {
            this.accountId = accountId;
        }

        public String accountId() {
            return accountId;
        }

        /** The key, made when it is needed first. */
        public AssertionSigner signer() {
            return Keys.SIGNERS.get(this);
        }
    }

    private AssertionFixtures() {}

    /** The root account and its key. */
    public static TrustedSet trusted() {
        return new TrustedSet(List.of(Statements.ROOT_ACCOUNT, Statements.ROOT_KEY));
    }

    public static Assertion rootAccount() {
        return Statements.ROOT_ACCOUNT;
    }

    public static Assertion rootKey() {
        return Statements.ROOT_KEY;
    }

    /** The account of a role. */
    public static Assertion account(Role role) {
        return role.accountId().equals(Role.ROOT.accountId()) ? Statements.ROOT_ACCOUNT : Statements.ACCOUNTS.get(role);
    }

    /** The account-key of a role. */
    public static Assertion accountKey(Role role) {
        return role == Role.ROOT ? Statements.ROOT_KEY : Statements.KEYS.get(role);
    }

    /** A database that trusts the root, and holds the accounts and keys of all roles. */
    public static MemoryAssertionDatabase database() {
        MemoryAssertionDatabase database = new MemoryAssertionDatabase(trusted(), CLOCK);
        database.add(accountKey(Role.STORE));
        Statements.ACCOUNTS.values().forEach(database::add);
        Statements.KEYS.forEach((role, key) -> {
            if (role != Role.STORE) {
                database.add(key);
            }
        });
        return database;
    }

    /** Signs with the key of a role. {@code authority-id} is added if the type has one and the headers do not. */
    public static Assertion sign(Role role, AssertionType type, Headers headers, String body) {
        Headers.Builder complete = Headers.builder();
        if (type.hasAuthority()) {
            complete.put("authority-id", role.accountId());
        }
        return Assertions.sign(
                type, complete.putAll(headers).build(), body.getBytes(StandardCharsets.UTF_8), role.signer(), NOW);
    }

    /** Signs headers that are written as in an assertion. */
    public static Assertion sign(Role role, AssertionType type, String headers) {
        return sign(role, type, TestHeaders.parse(headers), "");
    }

    /** An account that the store key signs. */
    public static Assertion newAccount(String accountId) {
        return account(accountId, Role.STORE);
    }

    /** A key of an account that the store key signs. */
    public static Assertion newAccountKey(String accountId, String name, AssertionSigner key) {
        return accountKey(accountId, name, key, Role.STORE);
    }

    /** A new key of 2048 bits. */
    public static AssertionSigner newSigner() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return RsaAssertionSigner.of(
                    (RSAPrivateCrtKey) generator.generateKeyPair().getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Assertion account(String accountId, Role signer) {
        Headers headers = Headers.builder()
                .put("account-id", accountId)
                .put("display-name", "Account " + accountId)
                .put("username", accountId)
                .put("validation", "verified")
                .put("timestamp", START.toString())
                .build();
        return sign(signer, AssertionType.ACCOUNT, headers, "");
    }

    private static Assertion accountKey(String accountId, String name, AssertionSigner key, Role signer) {
        Headers headers = Headers.builder()
                .put("account-id", accountId)
                .put("name", name)
                .put("public-key-sha3-384", key.publicKey().id().value())
                .put("since", START.toString())
                .build();
        return sign(signer, AssertionType.ACCOUNT_KEY, headers, key.publicKey().encoded());
    }

    private static final class Keys {
        static final Map<Role, AssertionSigner> SIGNERS = new EnumMap<>(Role.class);

        static {
            for (Role role : Role.values()) {
                SIGNERS.put(role, newSigner());
            }
        }

        private Keys() {}
    }

    private static final class Statements {
        static final Assertion ROOT_ACCOUNT = account(Role.ROOT.accountId(), Role.ROOT);
        static final Assertion ROOT_KEY = accountKey(Role.ROOT.accountId(), "root", Role.ROOT.signer(), Role.ROOT);
        static final Map<Role, Assertion> ACCOUNTS = new EnumMap<>(Role.class);
        static final Map<Role, Assertion> KEYS = new EnumMap<>(Role.class);

        static {
            KEYS.put(Role.STORE, accountKey(Role.STORE.accountId(), "store", Role.STORE.signer(), Role.ROOT));
            Arrays.stream(Role.values())
                    .filter(role -> !role.accountId().isEmpty() && role != Role.ROOT && role != Role.STORE)
                    .forEach(role -> {
                        ACCOUNTS.put(role, account(role.accountId(), Role.STORE));
                        KEYS.put(role, accountKey(role.accountId(), "models", role.signer(), Role.STORE));
                    });
        }

        private Statements() {}
    }
}
