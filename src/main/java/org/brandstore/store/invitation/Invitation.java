package org.brandstore.store.invitation;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.Role;
import org.brandstore.naming.StoreId;

/**
 * An invitation that can be accepted now, without its secret.
 *
 * @param roles what the person is to be in the store
 */
public record Invitation(UUID id, StoreId store, String email, String displayName, Set<Role> roles, Instant expiresAt) {
    public Invitation {
        roles = Set.copyOf(roles);
    }
}
