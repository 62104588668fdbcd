package org.brandstore.account;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A credential that works, without its secret.
 *
 * @param expiresAt from then on it does not work any more
 */
public record Credential(
        CredentialId id,
        PersonId person,
        CredentialKind kind,
        String description,
        Set<Permission> permissions,
        CredentialLimits limits,
        Instant createdAt,
        Optional<Instant> expiresAt) {
    public Credential {
        permissions = Set.copyOf(permissions);
    }
}
