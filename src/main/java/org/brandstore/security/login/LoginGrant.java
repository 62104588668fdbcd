package org.brandstore.security.login;

import java.time.Instant;
import java.util.Set;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;

/**
 * What a login asks for, before anybody has said who they are.
 *
 * @param description for the list of credentials
 */
public record LoginGrant(String description, Set<Permission> permissions, CredentialLimits limits, Instant expiresAt) {
    public LoginGrant {
        permissions = Set.copyOf(permissions);
    }
}
