package org.brandstore.store.invitation;

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
class InvitationRepository implements PanacheRepositoryBase<InvitationEntity, UUID> {
    private static final String OPEN = " and acceptedAt is null and withdrawnAt is null and expiresAt > ?2";

    private final Locks locks;

    InvitationRepository(Locks locks) {
        this.locks = locks;
    }

    /** The open invitation of this secret, which no other transaction accepts meanwhile. */
    Optional<InvitationEntity> findOpen(byte[] tokenHash, Instant now) {
        return locks.rows(Lock.INVITATION, find("tokenHash = ?1" + OPEN, tokenHash, now))
                .firstResultOptional();
    }

    /** Whether the person has accepted the invitation of this secret; who does so just now is waited for. */
    boolean isAccepted(byte[] tokenHash, UUID person) {
        return locks.rows(Lock.INVITATION, find("tokenHash", tokenHash))
                .firstResultOptional()
                .filter(row -> person.equals(row.acceptedBy))
                .isPresent();
    }

    /** The invitation, open or not, which no other transaction accepts or withdraws meanwhile. */
    Optional<InvitationEntity> findLocked(String store, UUID id) {
        return locks.rows(Lock.INVITATION, find("id = ?1 and storeId = ?2", id, store))
                .firstResultOptional();
    }

    /** The open invitations of an address to a store, locked likewise; nobody else makes one meanwhile. */
    List<InvitationEntity> openTo(String store, String email, Instant now) {
        locks.take(Lock.INVITATION, store + "/" + email);
        return locks.rows(
                        Lock.INVITATION,
                        find(
                                "storeId = ?1" + OPEN + " and email = ?3",
                                Sort.by("createdAt").and("id"),
                                store,
                                now,
                                email))
                .list();
    }

    List<InvitationEntity> openOf(String store, Instant now) {
        return list("storeId = ?1" + OPEN, Sort.descending("createdAt", "id"), store, now);
    }

    /** Locked likewise. */
    List<InvitationEntity> openFor(String email, Instant now) {
        return locks.rows(
                        Lock.INVITATION,
                        find("email = ?1" + OPEN, Sort.by("createdAt").and("id"), email, now))
                .list();
    }

    /** How many invitations of this address went by mail, whatever became of them. */
    long countMailed(String email, Instant since) {
        return count("email = ?1 and mailed and createdAt > ?2", email, since);
    }
}
