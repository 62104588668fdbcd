package org.brandstore.account.onboarding;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import org.brandstore.account.Account;
import org.brandstore.account.Accounts;
import org.brandstore.account.Actor;
import org.brandstore.account.NewAccount;
import org.brandstore.account.key.AccountKeys;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.KeyName;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.signing.KeyPurpose;
import org.brandstore.signing.SigningKeys;
import org.brandstore.signing.VaultKey;

/** Gives a brand all that it needs to sign here, in one step: account, model key and serial key with their assertions. */
@ApplicationScoped
public class BrandOnboarding {
    /** The name of the key that signs models. */
    public static final KeyName MODEL_KEY = new KeyName("models");

    /** The name of the key that signs serials. */
    public static final KeyName SERIAL_KEY = new KeyName("serials");

    private final Accounts accounts;
    private final AccountKeys accountKeys;
    private final SigningKeys keys;

    BrandOnboarding(Accounts accounts, AccountKeys accountKeys, SigningKeys keys) {
        this.accounts = accounts;
        this.accountKeys = accountKeys;
        this.keys = keys;
    }

    /**
     * Takes seconds, for the keys. Joins the caller's transaction if there is one.
     *
     * @throws org.brandstore.problem.StoreException if id or username is taken
     */
    public OnboardedBrand create(NewBrand brand, Actor actor) {
        VaultKey modelKey = keys.prepare();
        VaultKey serialKey = keys.prepare();
        return QuarkusTransaction.joiningExisting().call(() -> {
            Account account = accounts.create(
                    new NewAccount(brand.id(), brand.displayName(), brand.username(), "unproven"), actor);
            accountKeys.keep(account.id(), MODEL_KEY, KeyPurpose.MODEL, modelKey, actor);
            accountKeys.keep(account.id(), SERIAL_KEY, KeyPurpose.SERIAL, serialKey, actor);
            return new OnboardedBrand(
                    account, modelKey.publicKey().id(), serialKey.publicKey().id());
        });
    }

    /**
     * Makes one more key that this server keeps for a brand; for its purpose it signs from now on.
     *
     * @param purpose {@code model}, {@code serial} or {@code publisher}
     * @throws StoreException if there is no such purpose or brand, or another key of the account has the name
     */
    public KeyId addKey(AccountId account, KeyName name, String purpose, Actor actor) {
        KeyPurpose wanted = KeyPurpose.find(purpose)
                .filter(one -> one != KeyPurpose.ROOT && one != KeyPurpose.STORE)
                .orElseThrow(() -> new StoreException(
                        ErrorCode.INVALID_FIELD,
                        "cannot make a key for \"" + purpose + "\": it must be model, serial or publisher"));
        accounts.requireBrand(account);
        VaultKey key = keys.prepare();
        QuarkusTransaction.joiningExisting().run(() -> accountKeys.keep(account, name, wanted, key, actor));
        return key.publicKey().id();
    }
}
