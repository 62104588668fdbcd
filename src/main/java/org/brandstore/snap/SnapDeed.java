package org.brandstore.snap;

import java.util.Set;
import org.brandstore.account.Role;

/** What somebody wants to do with a snap. */
public enum SnapDeed {
    /** read everything about it */
    SEE,
    /** upload and describe it */
    PUBLISH,
    /** move its channels */
    RELEASE,
    /** let others work on it */
    SHARE;

    /** Whether somebody may who works on the snap without being its publisher's. */
    boolean isOpenToCollaborators() {
        return this != SHARE;
    }

    /** Who may do it with every snap of the store; its own publishers may do everything with it. */
    boolean isOpenTo(Set<Role> held) {
        return held.stream().anyMatch(this::isOpenTo);
    }

    private boolean isOpenTo(Role role) {
        return switch (role) {
            case ADMIN -> true;
            case RELEASE_MANAGER -> this == SEE || this == RELEASE;
            case REVIEWER, VIEWER, AUDITOR -> this == SEE;
            case PUBLISHER, OUTSIDE_PUBLISHER -> false;
        };
    }
}
