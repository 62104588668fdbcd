package org.brandstore.naming;

/**
 * The name of a branch of a channel.
 *
 * @param value the text itself
 */
public record BranchName(String value) {
    public BranchName {
        if (!NameRules.isBranch(value)) {
            throw new InvalidNameException(
                    "branch", value, "it must be 1 to 128 of letters, digits, '.' and inner '-'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
