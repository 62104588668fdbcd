package org.brandstore.account;

import java.util.UUID;

/** Names one person for ever. */
public record PersonId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
