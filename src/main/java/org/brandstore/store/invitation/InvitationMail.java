package org.brandstore.store.invitation;

import org.brandstore.store.BrandStore;

/** Takes links to the people that they are for. */
public interface InvitationMail {
    /**
     * Sends the link to the invited address.
     *
     * @return false if this server sends no mail: the inviter is shown the link then
     * @throws org.brandstore.problem.StoreException if it does, but could not now
     */
    boolean send(Invitation invitation, BrandStore store, String link);
}
