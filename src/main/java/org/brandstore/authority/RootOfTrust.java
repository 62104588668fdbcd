package org.brandstore.authority;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.chain.AccountKey;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.assertion.database.PostgresAssertionDatabase;
import org.brandstore.assertion.database.TrustAnchors;
import org.brandstore.event.Events;
import org.brandstore.event.change.TrustChange;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.KeyName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.signing.KeyPurpose;
import org.brandstore.signing.SigningKey;
import org.brandstore.signing.SigningKeys;
import org.brandstore.signing.VaultKey;
import org.jboss.logging.Logger;

/**
 * This server's own root of trust: an account that devices have built in, its root key, and the store key with which the
 * daily work is signed. The root key signs nothing but store keys, so it can be taken off the server.
 */
@ApplicationScoped
public class RootOfTrust {
    private static final Logger LOG = Logger.getLogger(RootOfTrust.class);

    private final AuthorityConfig config;
    private final TrustAnchors anchors;
    private final PostgresAssertionDatabase database;
    private final SigningKeys keys;
    private final Events events;
    private final Clock clock;
    private final SecureRandom random;

    RootOfTrust(
            AuthorityConfig config,
            TrustAnchors anchors,
            PostgresAssertionDatabase database,
            SigningKeys keys,
            Events events,
            Clock clock,
            SecureRandom random) {
        this.config = config;
        this.anchors = anchors;
        this.database = database;
        this.keys = keys;
        this.events = events;
        this.clock = clock;
        this.random = random;
    }

    /** The root, unless there is none yet. */
    public Optional<Root> find() {
        return assertions().map(root -> {
            KeyId keyId = root.publicKey().id();
            boolean held = keys.find(keyId).map(SigningKey::held).orElse(false);
            return new Root(new AccountId(root.account().text("account-id")), keyId, held);
        });
    }

    /** @throws StoreException if there is no root yet */
    public Root require() {
        return find().orElseThrow(RootOfTrust::none);
    }

    /** The two assertions that devices have built in. */
    Optional<RootAssertions> assertions() {
        List<Assertion> own = anchors.ownAnchors();
        return own.size() < 2 ? Optional.empty() : Optional.of(new RootAssertions(own.get(0), own.get(1)));
    }

    /**
     * The root, made if there is none: account, root key, store key, and nothing else. Replicas that call this at once
     * get the same one.
     *
     * @param actor whom the audit log names
     */
    public Root establish(String actor) {
        Optional<Root> present = find();
        if (present.isPresent()) {
            return present.get();
        }
        VaultKey rootKey = keys.prepare();
        VaultKey storeKey = keys.prepare();
        return QuarkusTransaction.requiringNew().call(() -> {
            anchors.lock();
            return find().orElseGet(() -> {
                AccountId account = new AccountId(config.accountId().orElseGet(() -> RandomIds.next(random)));
                keys.keep(rootKey, account, RootAssertions.DEFAULT_KEY_NAME, KeyPurpose.ROOT);
                AssertionSigner signer = keys.signer(rootKey.publicKey().id());
                RootAssertions made =
                        RootAssertions.create(account, config.displayName(), config.username(), signer, now());
                return begin(made, signer, storeKey, actor, TrustChange.RootEstablished::new);
            });
        });
    }

    /**
     * Takes an existing root to sign with. Only a server that has none can do so; bringing the same root again is no
     * error, and brings back a root key that was removed.
     *
     * @param keyFile the root's private key: PKCS#8 in PEM, plain or encrypted, or armoured OpenPGP
     * @param passphrase empty if the file is not encrypted
     * @throws StoreException if there is another root, or key and assertions do not belong together
     */
    public Root take(RootImport existing, byte[] keyFile, char[] passphrase, String actor) {
        VaultKey rootKey = keys.prepare(keyFile, passphrase);
        VaultKey storeKey = keys.prepare();
        return QuarkusTransaction.requiringNew().call(() -> {
            anchors.lock();
            Optional<Root> present = find();
            if (present.isPresent()) {
                return takeAgain(present.get(), existing, rootKey, actor);
            }
            KeyName name = existing.assertions().stream()
                    .filter(assertion -> assertion.type() == AssertionType.ACCOUNT_KEY)
                    .flatMap(assertion -> assertion.headers().findText("name").stream())
                    .map(KeyName::new)
                    .findFirst()
                    .orElse(RootAssertions.DEFAULT_KEY_NAME);
            keys.keep(rootKey, existing.account(), name, KeyPurpose.ROOT);
            AssertionSigner signer = keys.signer(rootKey.publicKey().id());
            RootAssertions complete = RootAssertions.complete(existing, config, signer, now());
            return begin(complete, signer, storeKey, actor, TrustChange.RootImported::new);
        });
    }

    private Root takeAgain(Root present, RootImport again, VaultKey rootKey, String actor) {
        KeyId keyId = rootKey.publicKey().id();
        if (!present.account().equals(again.account()) || !present.rootKey().equals(keyId)) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot take root " + again.account() + ": this server has root " + present.account()
                            + " already, and devices have that one built in");
        }
        if (!present.rootKeyHeld()) {
            keys.keep(rootKey, present.account(), assertions().orElseThrow().keyName(), KeyPurpose.ROOT);
            events.record(actor, new TrustChange.RootKeyRestored(present.account(), keyId));
        }
        return require();
    }

    private Root begin(
            RootAssertions root, AssertionSigner signer, VaultKey storeKey, String actor, Beginning beginning) {
        AccountId account = new AccountId(root.account().text("account-id"));
        anchors.add(root.account(), true);
        anchors.add(root.key(), true);
        KeyId storeKeyId = addStoreKey(account, signer, storeKey);
        events.record(actor, beginning.of(account, root.publicKey().id(), storeKeyId));
        LOG.infof(
                "the root of trust is there: account=%s root-key=%s",
                account, root.publicKey().id());
        return require();
    }

    /** Lets a key that was not kept before speak for the root account. */
    private KeyId addStoreKey(AccountId account, AssertionSigner signer, VaultKey storeKey) {
        KeyName name = freeName(account);
        keys.keep(storeKey, account, name, KeyPurpose.STORE);
        Instant since = database.find(AssertionRef.of(
                        AssertionType.ACCOUNT_KEY, signer.publicKey().id().value()))
                .map(key -> AccountKey.of(key).since())
                .filter(begin -> begin.isAfter(now()))
                .orElse(now());
        database.add(RootAssertions.accountKey(account, name, storeKey.publicKey(), signer, since));
        return storeKey.publicKey().id();
    }

    /** {@code store}, {@code store-2} and so on: a name belongs to one key of the account for ever. */
    private KeyName freeName(AccountId account) {
        List<KeyName> taken = keys.of(account).stream().map(SigningKey::name).toList();
        KeyName name = new KeyName("store");
        for (int number = 2; taken.contains(name); number++) {
            name = new KeyName("store-" + number);
        }
        return name;
    }

    /**
     * A new store key takes the place of the present one, which signs no more; what it signed stays valid. The root key
     * signs the new one if it is here, the present store key otherwise.
     */
    public KeyId rotateStoreKey(String actor) {
        VaultKey next = keys.prepare();
        return QuarkusTransaction.requiringNew().call(() -> {
            anchors.lock();
            Root root = require();
            KeyId present = storeKey(root);
            KeyId id = addStoreKey(root.account(), keys.signer(root.rootKeyHeld() ? root.rootKey() : present), next);
            keys.retire(present);
            events.record(actor, new TrustChange.StoreKeyRotated(root.account(), present, id));
            return id;
        });
    }

    /**
     * The private root key for keeping elsewhere.
     *
     * @param passphrase under which it is encrypted, 12 characters or more
     * @return PKCS#8 in PEM, encrypted
     */
    public byte[] exportKey(char[] passphrase, String actor) {
        return QuarkusTransaction.requiringNew().call(() -> {
            Root root = require();
            byte[] exported = keys.export(root.rootKey(), passphrase);
            events.record(actor, new TrustChange.RootKeyExported(root.account(), root.rootKey()));
            return exported;
        });
    }

    /**
     * Removes the private root key from this server for ever. The store key goes on signing.
     *
     * @return whether it was here
     */
    public boolean removeKey(String actor) {
        return QuarkusTransaction.requiringNew().call(() -> {
            anchors.lock();
            Root root = require();
            storeKey(root);
            boolean removed = keys.remove(root.rootKey());
            if (removed) {
                events.record(actor, new TrustChange.RootKeyRemoved(root.account(), root.rootKey()));
            }
            return removed;
        });
    }

    private KeyId storeKey(Root root) {
        return keys.current(root.account(), KeyPurpose.STORE)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.KEY_NOT_HELD, "cannot go on: this server holds no store key of its root"));
    }

    /** What tells how the root came to be here. */
    private interface Beginning {
        TrustChange of(AccountId account, KeyId rootKey, KeyId storeKey);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    private static StoreException none() {
        return new StoreException(
                ErrorCode.MISCONFIGURED,
                "cannot sign: this server has no root of trust yet; start it once, or run init");
    }
}
