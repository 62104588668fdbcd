package org.brandstore.signing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.KeyName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** The keys with which this server signs, by account and purpose. Who changes one records the change. */
@ApplicationScoped
public class SigningKeys {
    private final SigningKeyRepository keys;
    private final KeyVault vault;
    private final SigningConfig config;
    private final Clock clock;

    SigningKeys(SigningKeyRepository keys, KeyVault vault, SigningConfig config, Clock clock) {
        this.keys = keys;
        this.vault = vault;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Makes a key pair that belongs to nobody yet. It takes seconds, so it is done before a transaction begins; see
     * {@link #keep}.
     */
    public VaultKey prepare() {
        return vault.generate(config.keyBits());
    }

    /**
     * Reads a private key that belongs to nobody yet; see {@link #keep}.
     *
     * @param file PKCS#8 in PEM, plain or encrypted, or an armoured OpenPGP key
     * @param passphrase empty if the file is not encrypted
     */
    public VaultKey prepare(byte[] file, char[] passphrase) {
        return vault.take(file, passphrase);
    }

    /**
     * Keeps a key for an account. A key whose private half was removed before comes back as it was.
     *
     * @throws StoreException if the account has another key of this name, or the key is known already
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public PublicKey keep(VaultKey key, AccountId account, KeyName name, KeyPurpose purpose) {
        Optional<SigningKeyEntity> known =
                keys.findByIdOptional(key.publicKey().id().value());
        if (known.isPresent()) {
            return comeBack(known.get(), key, account);
        }
        if (keys.named(account, name).isPresent()) {
            throw new StoreException(
                    ErrorCode.CONFLICT, "cannot keep key \"" + name + "\": the account has one of this name");
        }
        SigningKeyEntity entity = new SigningKeyEntity();
        entity.keyId = key.publicKey().id().value();
        entity.accountId = account.value();
        entity.name = name.value();
        entity.purpose = purpose.wireName();
        entity.publicKey = key.publicKey().encoded();
        entity.sealed = key.kept();
        entity.createdAt = clock.instant();
        keys.persistAndFlush(entity);
        return key.publicKey();
    }

    private static PublicKey comeBack(SigningKeyEntity entity, VaultKey key, AccountId account) {
        if (entity.sealed != null || !entity.accountId.equals(account.value())) {
            throw new StoreException(
                    ErrorCode.CONFLICT, "cannot keep key " + entity.keyId + ": this server has it already");
        }
        entity.sealed = key.kept();
        return key.publicKey();
    }

    /**
     * A signer with this very key, for signatures made in this moment.
     *
     * @throws StoreException if the private half is not on this server or the key was retired
     */
    @Transactional
    public AssertionSigner signer(KeyId id) {
        SigningKeyEntity entity = require(id);
        byte[] sealed = entity.sealed;
        if (sealed == null || entity.retiredAt != null) {
            throw new StoreException(
                    ErrorCode.KEY_NOT_HELD,
                    "cannot sign with key \"" + entity.name + "\": "
                            + (sealed == null ? "its private half is not on this server" : "it was retired"));
        }
        return vault.signer(PublicKey.decode(entity.publicKey), sealed);
    }

    /** The newest key of the account for this purpose that can sign here. */
    @Transactional
    public Optional<KeyId> current(AccountId account, KeyPurpose purpose) {
        return keys.newestUsable(account, purpose).map(entity -> new KeyId(entity.keyId));
    }

    @Transactional
    public Optional<SigningKey> find(KeyId id) {
        return keys.findByIdOptional(id.value()).map(SigningKeyEntity::toSigningKey);
    }

    /** All keys of the account that this server ever had, oldest first. */
    @Transactional
    public List<SigningKey> of(AccountId account) {
        return keys.of(account).stream().map(SigningKeyEntity::toSigningKey).toList();
    }

    /**
     * The private half for keeping elsewhere; it stays here as well.
     *
     * @param passphrase under which the result is encrypted; at least 12 characters
     * @return PKCS#8 in PEM, encrypted
     */
    @Transactional
    public byte[] export(KeyId id, char[] passphrase) {
        if (passphrase.length < 12) {
            throw new StoreException(
                    ErrorCode.INVALID_FIELD,
                    "cannot export key " + id + ": the passphrase needs 12 characters or more");
        }
        SigningKeyEntity entity = require(id);
        byte[] sealed = entity.sealed;
        if (sealed == null) {
            throw new StoreException(
                    ErrorCode.KEY_NOT_HELD, "cannot export key " + id + ": its private half is not on this server");
        }
        return vault.export(PublicKey.decode(entity.publicKey), sealed, passphrase);
    }

    /**
     * Forgets the private half for ever. What is public about the key stays.
     *
     * @return whether there was one
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean remove(KeyId id) {
        SigningKeyEntity entity = require(id);
        boolean held = entity.sealed != null;
        entity.sealed = null;
        return held;
    }

    /** Lets the key sign no more, without forgetting it. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void retire(KeyId id) {
        SigningKeyEntity entity = require(id);
        if (entity.retiredAt == null) {
            entity.retiredAt = clock.instant();
        }
    }

    private SigningKeyEntity require(KeyId id) {
        return keys.findByIdOptional(id.value())
                .orElseThrow(() -> new StoreException(
                        ErrorCode.KEY_NOT_HELD, "cannot find signing key " + id + " on this server"));
    }
}
