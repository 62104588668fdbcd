package org.brandstore.naming;

/**
 * A Debian architecture name such as {@code amd64}, or {@code all}.
 *
 * @param value the text itself
 */
public record Architecture(String value) {
    public Architecture {
        if (!NameRules.isArchitecture(value)) {
            throw new InvalidNameException("architecture", value, "it must be a Debian architecture name");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
