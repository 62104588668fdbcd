package org.brandstore.account;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class CredentialRepository implements PanacheRepositoryBase<CredentialEntity, UUID> {
    Optional<CredentialEntity> findUsable(byte[] secretHash, Instant now) {
        return find("secretHash = ?1 and revokedAt is null and (expiresAt is null or expiresAt > ?2)", secretHash, now)
                .firstResultOptional();
    }

    List<CredentialEntity> usableOf(UUID person, Instant now) {
        return list(
                "personId = ?1 and revokedAt is null and (expiresAt is null or expiresAt > ?2)",
                Sort.by("createdAt").descending(),
                person,
                now);
    }
}
