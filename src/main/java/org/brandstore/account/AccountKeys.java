package org.brandstore.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.assertion.AccountKey;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionDatabase;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.assertion.crypto.SignatureVerifier;
import org.brandstore.authority.Authority;
import org.brandstore.event.Change;
import org.brandstore.event.Events;
import org.brandstore.event.StoreChanged;
import org.brandstore.event.Topic;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.KeyName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.signing.KeyPurpose;
import org.brandstore.signing.SigningKeys;
import org.brandstore.signing.VaultKey;
import org.jspecify.annotations.Nullable;

/** The keys that may speak for accounts: some are held by this server, others by their owners. */
@ApplicationScoped
@Transactional
public class AccountKeys {
    private final AccountRepository accounts;
    private final SigningKeys keys;
    private final AssertionDatabase database;
    private final Authority authority;
    private final Events events;
    private final Clock clock;

    AccountKeys(
            AccountRepository accounts,
            SigningKeys keys,
            AssertionDatabase database,
            Authority authority,
            Events events,
            Clock clock) {
        this.accounts = accounts;
        this.keys = keys;
        this.database = database;
        this.authority = authority;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Registers the key of an owner who keeps it, as {@code snap export-key} asks for it (assertions.md 3.3).
     *
     * @param request an account-key-request
     * @return the account-key
     * @throws StoreException if the request is for another account, is not signed by its own key, or takes a name that
     *     another key of the account has
     */
    public Assertion register(AccountId account, Assertion request, Actor actor) {
        if (request.type() != AssertionType.ACCOUNT_KEY_REQUEST) {
            throw refused("it must be an account-key-request, not " + request.type());
        }
        if (!request.text("account-id").equals(account.value())) {
            throw refused("it is for another account than " + account);
        }
        PublicKey key;
        Instant since;
        @Nullable Instant until;
        try {
            key = PublicKey.decode(request.body());
            SignatureVerifier.verify(request, key);
            since = Instant.parse(request.text("since"));
            until = request.headers().findText("until").map(Instant::parse).orElse(null);
        } catch (AssertionException | java.time.format.DateTimeParseException e) {
            throw new StoreException(ErrorCode.INVALID_ASSERTION, String.valueOf(e.getMessage()), e);
        }
        return issue(account, new KeyName(request.text("name")), key, since, until, actor);
    }

    /**
     * Keeps a key on this server and lets it speak for the account from now on.
     *
     * @param prepared see {@link SigningKeys#prepare()}
     * @return the account-key
     */
    public Assertion keep(AccountId account, KeyName name, KeyPurpose purpose, VaultKey prepared, Actor actor) {
        accounts.requireLocked(account);
        keys.keep(prepared, account, name, purpose);
        Instant since = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return issue(account, name, prepared.publicKey(), since, null, actor);
    }

    /**
     * Ends the validity of a key: from then on it signs nothing that anybody accepts, and nothing that it signed can be
     * added to a new device (assertions.md 2.6).
     *
     * @param until the first moment after its validity
     */
    public Assertion end(AccountId account, KeyId id, Instant until, Actor actor) {
        accounts.requireLocked(account);
        Assertion held = database.find(AssertionRef.of(AssertionType.ACCOUNT_KEY, id.value()))
                .filter(key -> key.text("account-id").equals(account.value()))
                .orElseThrow(() -> new StoreException(
                        ErrorCode.RESOURCE_NOT_FOUND, "cannot find key " + id + " of account " + account));
        AccountKey key = AccountKey.of(held);
        Instant end = until.isBefore(key.since()) ? key.since() : until;
        return issue(account, new KeyName(held.text("name")), key.publicKey(), key.since(), end, actor);
    }

    /** All keys of the account, oldest first. */
    public List<RegisteredKey> of(AccountId account) {
        return database.findByHeader(AssertionType.ACCOUNT_KEY, "account-id", account.value()).stream()
                .map(assertion -> {
                    AccountKey key = AccountKey.of(assertion);
                    KeyName name =
                            new KeyName(assertion.headers().findText("name").orElse("unnamed"));
                    return new RegisteredKey(key.publicKey().id(), name, key.since(), key.until());
                })
                .sorted(Comparator.comparing(RegisteredKey::since)
                        .thenComparing(key -> key.id().value()))
                .toList();
    }

    /** The key with which this server signs for the account. */
    public Optional<KeyId> current(AccountId account, KeyPurpose purpose) {
        return keys.current(account, purpose);
    }

    private Assertion issue(
            AccountId account, KeyName name, PublicKey key, Instant since, @Nullable Instant until, Actor actor) {
        accounts.requireLocked(account);
        for (RegisteredKey other : of(account)) {
            if (other.name().equals(name) && !other.id().equals(key.id())) {
                throw new StoreException(
                        ErrorCode.CONFLICT,
                        "cannot register key \"" + name + "\": another key of account " + account + " has this name");
            }
        }
        Assertion issued = authority.issueAccountKey(account, name, key, since, until);
        events.record(Change.created(
                actor.label(),
                until == null ? "account-key.registered" : "account-key.limited",
                "account/" + account + "/key/" + key.id(),
                account,
                Map.of("name", name.value(), "since", since.toString(), "until", until == null ? "" : until.toString()),
                new StoreChanged(Topic.KEYS, account.value())));
        return issued;
    }

    private static StoreException refused(String why) {
        return new StoreException(ErrorCode.INVALID_ASSERTION, "cannot register key: " + why);
    }
}
