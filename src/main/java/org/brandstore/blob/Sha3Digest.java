package org.brandstore.blob;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.brandstore.naming.Sha3_384;

/** Computes a SHA3-384 digest of bytes that come in pieces. Not for several threads. */
public final class Sha3Digest {
    private final MessageDigest digest;

    public Sha3Digest() {
        try {
            digest = MessageDigest.getInstance("SHA3-384");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform since 9 has SHA3-384", e);
        }
    }

    public void update(byte[] bytes, int offset, int length) {
        digest.update(bytes, offset, length);
    }

    /** The digest of everything so far; nothing may follow. */
    public Sha3_384 finish() {
        return Sha3_384.ofBytes(digest.digest());
    }
}
