package org.brandstore.naming;

/**
 * The name of an account key (assertions.md 1.8).
 *
 * @param value the text itself
 */
public record KeyName(String value) {
    public KeyName {
        if (!NameRules.isKeyName(value)) {
            throw new InvalidNameException(
                    "key name",
                    value,
                    "it must be lower-case letters, digits and single inner '-', with at least one letter");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
