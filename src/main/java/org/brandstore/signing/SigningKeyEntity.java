package org.brandstore.signing;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.brandstore.assertion.crypto.PublicKey;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyName;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "signing_key")
class SigningKeyEntity {
    @Id
    String keyId = "";

    String accountId = "";

    String name = "";

    String purpose = "";

    String publicKey = "";

    byte @Nullable [] sealed;

    Instant createdAt = Instant.EPOCH;

    @Nullable Instant retiredAt;

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
