package org.brandstore.assertion.crypto;

import java.time.Instant;

/** A private key, wherever it is kept, that signs assertions. */
public interface AssertionSigner {

    PublicKey publicKey();

    /**
     * Signs.
     *
     * @param at the time of signing that the signature carries, to the second
     * @return the signature text with its final LF
     */
    byte[] sign(byte[] content, Instant at);
}
