package org.brandstore.account.person;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.naming.AccountId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "person")
class PersonEntity {
    @Id
    public UUID id = new UUID(0, 0);

    /** The brand that brought them. */
    @Column(name = "account_id")
    public String accountId = "";

    @Column(name = "own_account_id")
    public @Nullable String ownAccountId;

    public String email = "";

    @Column(name = "display_name")
    public String displayName = "";

    @Column(name = "password_hash")
    public @Nullable String passwordHash;

    @Column(name = "email_proven")
    public boolean emailProven = true;

    /** Who invited them, while nobody else knows who they are. */
    @Column(name = "vouched_by")
    public @Nullable UUID vouchedBy;

    @Column(name = "disabled_at")
    public @Nullable Instant disabledAt;

    @Column(name = "created_at")
    public Instant createdAt = Instant.EPOCH;

    @Version
    public int version;

    public Person toPerson() {
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
