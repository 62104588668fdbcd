package org.brandstore.store.invitation;

import io.quarkus.arc.DefaultBean;
import jakarta.inject.Singleton;
import org.brandstore.store.BrandStore;

/** A server that sends no mail: whoever invites hands the link on. */
@Singleton
@DefaultBean
class NoMail implements InvitationMail {
    @Override
    public boolean send(Invitation invitation, BrandStore store, String link) {
        return false;
    }
}
