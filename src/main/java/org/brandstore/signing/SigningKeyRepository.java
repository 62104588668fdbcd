package org.brandstore.signing;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyName;

@ApplicationScoped
class SigningKeyRepository implements PanacheRepositoryBase<SigningKeyEntity, String> {
    Optional<SigningKeyEntity> newestUsable(AccountId account, KeyPurpose purpose) {
        return find(
                        "accountId = ?1 and purpose = ?2 and sealed is not null and retiredAt is null"
                                + " order by createdAt desc, keyId",
                        account.value(),
                        purpose.wireName())
                .firstResultOptional();
    }

    Optional<SigningKeyEntity> named(AccountId account, KeyName name) {
        return find("accountId = ?1 and name = ?2", account.value(), name.value())
                .firstResultOptional();
    }

    List<SigningKeyEntity> of(AccountId account) {
        return list("accountId = ?1 order by createdAt, keyId", account.value());
    }
}
