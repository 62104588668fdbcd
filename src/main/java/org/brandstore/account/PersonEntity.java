package org.brandstore.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.brandstore.naming.AccountId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "person")
class PersonEntity {
    @Id
    UUID id = new UUID(0, 0);

    /** The brand that brought them. */
    @Column(name = "account_id")
    String accountId = "";

    @Column(name = "own_account_id")
    @Nullable String ownAccountId;

    String email = "";

    @Column(name = "display_name")
    String displayName = "";

    @Column(name = "password_hash")
    @Nullable String passwordHash;

    @Column(name = "email_proven")
    boolean emailProven = true;

    /** Who invited them, while nobody else knows who they are. */
    @Column(name = "vouched_by")
    @Nullable UUID vouchedBy;

    @Column(name = "disabled_at")
    @Nullable Instant disabledAt;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Version
    int version;

    Person toPerson() {
        return new Person(
                new PersonId(id),
                new AccountId(Objects.requireNonNull(ownAccountId)),
                new AccountId(accountId),
                email,
                displayName,
                emailProven,
                disabledAt != null);
    }
}
