package org.brandstore.assertion.type;

import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.assertion.type.field.Fields;

/** The public keys that assertions carry, each with the header that must be its id (assertions.md 1.7). */
final class PublicKeys {
    private PublicKeys() {}

    /** The key in the body of which {@code public-key-sha3-384} is the id. */
    static PublicKey ofBody(Assertion assertion, Fields fields) {
        PublicKey key = PublicKey.decode(assertion.body());
        demandId(fields, "public-key-sha3-384", key);
        return key;
    }

    /** The key in {@code device-key}. */
    static PublicKey ofDevice(Fields fields) {
        return PublicKey.decode(fields.nonEmpty("device-key"));
    }

    /** Refuses headers that do not name the key inside as the one that signed. Whether it did sign is not asked here. */
    static void demandSelfSigned(Fields fields, PublicKey key) {
        demandId(fields, "sign-key-sha3-384", key);
    }

    /** Refuses a header that is not the id of the key. */
    static void demandId(Fields fields, String header, PublicKey key) {
        if (!fields.text(header).equals(key.id().value())) {
            throw fields.refuse(
                    header,
                    "must be the id of the key inside, " + key.id() + ", not " + Fields.quoted(fields.text(header)));
        }
    }
}
