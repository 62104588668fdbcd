package org.brandstore.approval;

import java.util.Set;
import org.brandstore.account.Role;

/** What somebody decides about, and in which roles. */
public enum Deciding {
    /** releases, and what ends them */
    RELEASES,
    /** uploads, and what snaps are granted */
    UPLOADS,
    /** people, policies and keys */
    PEOPLE;

    /** One of these is needed. */
    public Set<Role> roles() {
        return switch (this) {
            case RELEASES -> Set.of(Role.ADMIN, Role.RELEASE_MANAGER);
            case UPLOADS -> Set.of(Role.ADMIN, Role.REVIEWER);
            case PEOPLE -> Set.of(Role.ADMIN);
        };
    }
}
