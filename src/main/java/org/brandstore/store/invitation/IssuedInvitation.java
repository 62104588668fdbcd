package org.brandstore.store.invitation;

import java.util.Optional;

/**
 * A new invitation.
 *
 * @param link for the inviter to hand on; empty if it was sent by mail, since then nobody else is to know it
 */
public record IssuedInvitation(Invitation invitation, Optional<String> link) {
    @Override
    public String toString() {
        return "IssuedInvitation[" + invitation + "]";
    }
}
