package org.brandstore.snap;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.account.Role;

/** What somebody wants to do with a snap. */
public enum SnapOperation {
    /** read everything about it */
    SEE("look at"),
    /** upload and describe it */
    PUBLISH("publish"),
    /** move its channels */
    RELEASE("release"),
    /** let others work on it */
    SHARE("share");

    private final String verb;

    SnapOperation(String verb) {
        this.verb = verb;
    }

    /** For messages, such as {@code publish}. */
    String verb() {
        return verb;
    }

    /** The roles that may, for messages; publishers may with snaps of their own. */
    String roleNames() {
        return Arrays.stream(Role.values())
                .filter(role -> role.publishes() || isOpenTo(role))
                .map(Role::wireName)
                .collect(Collectors.joining(", "));
    }

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
