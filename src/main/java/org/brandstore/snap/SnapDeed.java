package org.brandstore.snap;

import java.util.Set;
import org.brandstore.account.Role;

/** What somebody wants to do with a snap. */
public enum SnapDeed {
    /** read everything about it */
    SEE(Set.of(Role.ADMIN, Role.REVIEWER, Role.RELEASE_MANAGER, Role.VIEWER, Role.AUDITOR)),
    /** upload and describe it */
    PUBLISH(Set.of(Role.ADMIN)),
    /** move its channels */
    RELEASE(Set.of(Role.ADMIN, Role.RELEASE_MANAGER));

    private final Set<Role> roles;

    SnapDeed(Set<Role> roles) {
        this.roles = roles;
    }

    /** Who may do it with every snap of the store; its own publishers may do everything with it. */
    boolean isOpenTo(Set<Role> held) {
        return held.stream().anyMatch(roles::contains);
    }
}
