package org.brandstore.naming;

/**
 * The never reused id of a snap (assertions.md 1.8).
 *
 * @param value the text itself
 */
public record SnapId(String value) {
    public SnapId {
        if (!NameRules.isSnapId(value)) {
            throw new InvalidNameException("snap id", value, "it must be 32 letters and digits");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
