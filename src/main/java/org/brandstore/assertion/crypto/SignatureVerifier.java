package org.brandstore.assertion.crypto;

import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;

/** Checks signatures with a known key (assertions.md 1.6). Whether the key may sign is not asked here. */
public final class SignatureVerifier {
    private SignatureVerifier() {}

    /** @throws AssertionException if the text is no signature, or not the key's signature of the content */
    public static void verify(byte[] content, byte[] signature, PublicKey key) {
        if (!SignaturePacket.decode(signature).matches(content, key)) {
            throw new AssertionException(
                    Reason.BAD_SIGNATURE,
                    "cannot verify signature: it is not made over this content by key " + key.id());
        }
    }

    /** @throws AssertionException if the assertion names another key, or this key has not signed it */
    public static void verify(Assertion assertion, PublicKey key) {
        if (!assertion.signKeyId().equals(key.id().value())) {
            throw new AssertionException(
                    Reason.UNKNOWN_KEY,
                    "cannot verify " + assertion.type() + ": it names signing key " + assertion.signKeyId() + ", not "
                            + key.id());
        }
        verify(assertion.content(), assertion.signature(), key);
    }
}
