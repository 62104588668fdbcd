package org.brandstore.signing;

import org.brandstore.assertion.crypto.AssertionSigner;
import org.brandstore.assertion.crypto.PublicKey;

/** Makes and uses private keys. What it returns for keeping in the database means something to it alone. */
public interface KeyVault {
    /** @param bits the size of the RSA modulus */
    VaultKey generate(int bits);

    /**
     * Takes in an existing key.
     *
     * @param file PKCS#8 in PEM, plain or encrypted, or an armoured OpenPGP key; the caller may wipe it afterwards
     * @param passphrase empty if the file is not encrypted
     * @throws org.brandstore.problem.StoreException if it is not exactly one RSA key, or the passphrase is wrong
     */
    VaultKey take(byte[] file, char[] passphrase);

    /** A signer with a key that this vault made or took. */
    AssertionSigner signer(PublicKey publicKey, byte[] kept);

    /**
     * The private key for keeping elsewhere.
     *
     * @param passphrase not empty
     * @return PKCS#8 in PEM, encrypted with AES-256 under the passphrase
     */
    byte[] export(PublicKey publicKey, byte[] kept, char[] passphrase);
}
