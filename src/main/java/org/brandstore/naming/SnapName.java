package org.brandstore.naming;

/**
 * The name of a snap or component (assertions.md 1.8).
 *
 * @param value the text itself
 */
public record SnapName(String value) {
    public SnapName {
        if (!NameRules.isSnapName(value)) {
            throw new InvalidNameException(
                    "snap name",
                    value,
                    "it must be 2 to 40 of a-z, 0-9 and single inner '-', with at least one letter");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
