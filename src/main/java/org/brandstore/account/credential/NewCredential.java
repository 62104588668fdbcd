package org.brandstore.account.credential;

import java.time.Instant;
import java.util.Set;
import org.brandstore.account.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * What is asked for when a credential is issued.
 *
 * @param description for the list in which the person finds it again; never a secret
 * @param expiresAt null for a credential that works until it is revoked
 */
public record NewCredential(
        PersonId person,
        CredentialKind kind,
        String description,
        Set<Permission> permissions,
        CredentialLimits limits,
        @Nullable Instant expiresAt) {
    public NewCredential {
        permissions = Set.copyOf(permissions);
    }

    /** The same, but not longer than until then; null for no such limit. */
    NewCredential until(@Nullable Instant latest) {
        boolean fits = latest == null || (expiresAt != null && !expiresAt.isAfter(latest));
        return fits ? this : new NewCredential(person, kind, description, permissions, limits, latest);
    }
}
