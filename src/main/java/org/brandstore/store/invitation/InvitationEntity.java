package org.brandstore.store.invitation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.brandstore.account.Role;
import org.brandstore.naming.StoreId;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "invitation")
class InvitationEntity {
    @Id
    UUID id = new UUID(0, 0);

    @Column(name = "store_id")
    String storeId = "";

    @Column(name = "account_id")
    String accountId = "";

    String email = "";

    @Column(name = "display_name")
    String displayName = "";

    @JdbcTypeCode(SqlTypes.ARRAY)
    String[] roles = {};

    @Column(name = "token_hash")
    byte[] tokenHash = {};

    boolean mailed;

    @Column(name = "invited_by")
    UUID invitedBy = new UUID(0, 0);

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "expires_at")
    Instant expiresAt = Instant.EPOCH;

    @Column(name = "accepted_at")
    @Nullable Instant acceptedAt;

    @Column(name = "accepted_by")
    @Nullable UUID acceptedBy;

    @Column(name = "withdrawn_at")
    @Nullable Instant withdrawnAt;

    @Version
    int version;

    Invitation toInvitation() {
        return new Invitation(
                id,
                new StoreId(storeId),
                email,
                displayName,
                Arrays.stream(roles).flatMap(name -> Role.find(name).stream()).collect(Collectors.toSet()),
                expiresAt);
    }
}
