package org.brandstore.naming;

/**
 * The id of a store of a brand, as a model's {@code store} header names it (assertions.md 1.8).
 *
 * @param value the text itself
 */
public record StoreId(String value) {
    public StoreId {
        if (!NameRules.isStoreId(value)) {
            throw new InvalidNameException("store id", value, "it must be letters, digits, '-' or '_', at most 64");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
