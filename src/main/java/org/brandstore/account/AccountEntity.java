package org.brandstore.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.brandstore.naming.AccountId;

@Entity
@Table(name = "account")
class AccountEntity {
    @Id
    String id = "";

    String kind = "";

    @Column(name = "display_name")
    String displayName = "";

    String username = "";

    String validation = "";

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Version
    int version;

    Account toAccount() {
        return new Account(new AccountId(id), AccountKind.of(kind), displayName, username, validation);
    }
}
