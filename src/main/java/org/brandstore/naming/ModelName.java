package org.brandstore.naming;

/**
 * The name of a device model of a brand (assertions.md 1.8).
 *
 * @param value the text itself
 */
public record ModelName(String value) {
    public ModelName {
        if (!NameRules.isModelName(value)) {
            throw new InvalidNameException(
                    "model name", value, "it must be lower-case letters and digits with single inner '-'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
