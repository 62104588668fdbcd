package org.brandstore.account.credential;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.brandstore.account.PersonId;

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
