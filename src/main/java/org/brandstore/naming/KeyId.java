package org.brandstore.naming;

/**
 * The id of a public key: unpadded base64url of the SHA3-384 over its encoded form (assertions.md 1.7).
 *
 * @param value the text itself
 */
public record KeyId(String value) {
    public KeyId {
        if (!NameRules.isKeyId(value)) {
            throw new InvalidNameException("key id", value, "it must be 64 characters of unpadded base64url");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
