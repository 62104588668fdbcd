package org.brandstore.store.invitation;

import java.util.Optional;

/**
 * A new invitation.
 *
 * @param link for the inviter to hand on; empty if it was sent by mail, since then nobody else is to know it
 * @param trouble why it was not sent although this store sends mail, in words; the link is there then
 */
public record IssuedInvitation(Invitation invitation, Optional<String> link, Optional<String> trouble) {
    @Override
    public String toString() {
        return "IssuedInvitation[" + invitation + "]";
    }
}
