package org.brandstore.signing;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyName;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "signing_key")
class SigningKeyEntity {
    @Id
    @Column(name = "key_id")
    String keyId = "";

    @Column(name = "account_id")
    String accountId = "";

    String name = "";

    String purpose = "";

    @Column(name = "public_key")
    String publicKey = "";

    byte @Nullable [] sealed;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "retired_at")
    @Nullable Instant retiredAt;

    @Version
    int version;

    SigningKey toSigningKey() {
        return new SigningKey(
                PublicKey.decode(publicKey),
                new AccountId(accountId),
                new KeyName(name),
                KeyPurpose.find(purpose).orElseThrow(),
                sealed != null,
                retiredAt != null,
                createdAt);
    }
}
