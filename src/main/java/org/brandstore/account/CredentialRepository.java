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
    /** What works now: neither ended nor revoked, and its person not disabled. */
    private static final String USABLE = " and revokedAt is null and (expiresAt is null or expiresAt > ?2)"
            + " and not exists (select 1 from PersonEntity p where p.id = personId and p.disabledAt is not null)";

    Optional<CredentialEntity> findUsable(byte[] secretHash, Instant now) {
        return find("secretHash = ?1" + USABLE, secretHash, now).firstResultOptional();
    }

    Optional<CredentialEntity> findUsable(UUID id, Instant now) {
        return find("id = ?1" + USABLE, id, now).firstResultOptional();
    }

    List<CredentialEntity> usableOf(UUID person, Instant now) {
        return list("personId = ?1" + USABLE, Sort.by("createdAt").descending(), person, now);
    }

    /** The brand that brought a person. */
    String homeOf(UUID person) {
        return getEntityManager()
                .createQuery("select p.accountId from PersonEntity p where p.id = ?1", String.class)
                .setParameter(1, person)
                .getSingleResult();
    }
}
