package org.brandstore.store.invitation;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class InvitationRepository implements PanacheRepositoryBase<InvitationEntity, UUID> {
    private static final String OPEN = " and acceptedAt is null and withdrawnAt is null and expiresAt > ?2";

    /** The open invitation of this secret, which no other transaction accepts meanwhile. */
    Optional<InvitationEntity> findOpen(byte[] tokenHash, Instant now) {
        return find("tokenHash = ?1" + OPEN, tokenHash, now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** The invitation, open or not, which no other transaction accepts or withdraws meanwhile. */
    Optional<InvitationEntity> findLocked(String store, UUID id) {
        return find("id = ?1 and storeId = ?2", id, store)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    /** The open invitations of an address to a store, locked likewise. */
    List<InvitationEntity> openTo(String store, String email, Instant now) {
        return find("storeId = ?1" + OPEN + " and email = ?3", Sort.by("createdAt"), store, now, email)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    List<InvitationEntity> openOf(String store, Instant now) {
        return list("storeId = ?1" + OPEN, Sort.by("createdAt").descending(), store, now);
    }

    /** Locked likewise. */
    List<InvitationEntity> openFor(String email, Instant now) {
        return find("email = ?1" + OPEN, Sort.by("createdAt"), email, now)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }

    /** How many invitations of this address went by mail, whatever became of them. */
    long countMailed(String email, Instant since) {
        return count("email = ?1 and mailed and createdAt > ?2", email, since);
    }
}
