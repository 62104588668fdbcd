package org.brandstore.account.credential;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;

@ApplicationScoped
class CredentialRepository implements PanacheRepositoryBase<CredentialEntity, UUID> {
    /** What works now: neither ended nor revoked, and its person not disabled. */
    private static final String USABLE = " and revokedAt is null and (expiresAt is null or expiresAt > ?2)"
            + " and not exists (select 1 from PersonEntity p where p.id = personId and p.disabledAt is not null)";

    private final Locks locks;

    CredentialRepository(Locks locks) {
        this.locks = locks;
    }

    Optional<CredentialEntity> findUsable(byte[] secretHash, Instant now) {
        return find("secretHash = ?1" + USABLE, secretHash, now).firstResultOptional();
    }

    Optional<CredentialEntity> findUsable(UUID id, Instant now) {
        return find("id = ?1" + USABLE, id, now).firstResultOptional();
    }

    /** The row, which no other transaction changes until the commit. */
    Optional<CredentialEntity> findLocked(UUID id) {
        return locks.row(Lock.CREDENTIAL, CredentialEntity.class, id);
    }

    /** Notes a use. Whoever is changing the credential is not waited for: their change matters more than the mark. */
    void markUsed(UUID id, Instant now) {
        getEntityManager()
                .createNativeQuery("update credential set last_used_at = greatest(last_used_at, ?1) where id ="
                        + " (select id from credential where id = ?2 and revoked_at is null for update skip locked)")
                .setParameter(1, now)
                .setParameter(2, id)
                .executeUpdate();
    }

    /** Whether the person is enabled, which stays so until the commit: who disables them waits, and then revokes all. */
    boolean isEnabled(UUID person) {
        return getEntityManager()
                .createNativeQuery(
                        "select 1 from person where id = ?1 and disabled_at is null"
                                + locks.forShare(Lock.PERSON, person.toString()),
                        Integer.class)
                .setParameter(1, person)
                .getResultStream()
                .findAny()
                .isPresent();
    }

    List<CredentialEntity> usableOf(UUID person, Instant now) {
        return list("personId = ?1" + USABLE, Sort.descending("createdAt", "id"), person, now);
    }

    /** What was made with a credential and is not revoked, oldest first. */
    List<CredentialEntity> derivedFrom(UUID credential) {
        return list("derivedFrom = ?1 and revokedAt is null", Sort.by("createdAt", "id"), credential);
    }

    /** The brand that brought a person. */
    String homeOf(UUID person) {
        return getEntityManager()
                .createQuery("select p.accountId from PersonEntity p where p.id = ?1", String.class)
                .setParameter(1, person)
                .getSingleResult();
    }
}
