package org.brandstore.naming;

/**
 * The id of an account: a brand, a publisher or the store's own root (assertions.md 1.8).
 *
 * @param value the text itself
 */
public record AccountId(String value) {
    public AccountId {
        if (!NameRules.isAccountId(value)) {
            throw new InvalidNameException(
                    "account id", value, "it must be 32 letters and digits, or 2 to 28 of a-z, 0-9 and '-'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
