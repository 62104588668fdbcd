package org.brandstore.account.credential;

import java.util.UUID;

/** Names one credential for ever; it is not secret. */
public record CredentialId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
