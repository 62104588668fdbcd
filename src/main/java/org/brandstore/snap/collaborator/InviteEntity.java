package org.brandstore.snap.collaborator;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "collaborator_invite")
class InviteEntity {
    @Id
    UUID id = new UUID(0, 0);

    @Column(name = "snap_id")
    String snapId = "";

    String email = "";

    @Column(name = "token_hash")
    byte[] tokenHash = {};

    @Column(name = "invited_by")
    UUID invitedBy = new UUID(0, 0);

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "expires_at")
    Instant expiresAt = Instant.EPOCH;

    String state = Invite.State.OPEN.wireName();

    @Column(name = "settled_at")
    @Nullable Instant settledAt;

    @Version
    int version;

    void settle(Invite.State next, Instant at) {
        state = next.wireName();
        settledAt = at;
    }

    Invite toInvite(Instant now) {
        Invite.State told = Invite.State.of(state);
        boolean late = told == Invite.State.OPEN && !expiresAt.isAfter(now);
        return new Invite(email, new PersonId(invitedBy), createdAt, expiresAt, late ? Invite.State.EXPIRED : told);
    }
}
