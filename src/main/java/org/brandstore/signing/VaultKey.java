package org.brandstore.signing;

import org.brandstore.assertion.crypto.PublicKey;

/** A key pair of which only the public half can be seen. */
public final class VaultKey {
    private final PublicKey publicKey;
    private final byte[] kept;

    /** @param kept what the vault needs to find or open the private half again; safe to store */
    public VaultKey(PublicKey publicKey, byte[] kept) {
        this.publicKey = publicKey;
        this.kept = kept.clone();
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    byte[] kept() {
        return kept.clone();
    }

    @Override
    public String toString() {
        return "VaultKey[" + publicKey.id() + "]";
    }
}
