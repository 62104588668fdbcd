package org.brandstore.store.invitation;

import java.util.Set;
import org.brandstore.account.Role;
import org.brandstore.naming.StoreId;

/** What is asked for when somebody is invited. */
public record NewInvitation(StoreId store, String email, String displayName, Set<Role> roles) {
    public NewInvitation {
        roles = Set.copyOf(roles);
    }
}
