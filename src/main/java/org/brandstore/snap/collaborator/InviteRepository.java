package org.brandstore.snap.collaborator;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.naming.SnapId;

@ApplicationScoped
class InviteRepository implements PanacheRepositoryBase<InviteEntity, UUID> {
    List<InviteEntity> of(SnapId snap) {
        return list("snapId", Sort.descending("createdAt").and("id"), snap.value());
    }

    /** The last that was decided, whichever way. */
    Optional<InviteEntity> newest(SnapId snap, String email) {
        return find("snapId = ?1 and email = ?2", Sort.descending("createdAt").and("id"), snap.value(), email)
                .firstResultOptional();
    }

    /** The open one, which no other transaction answers or revokes meanwhile. */
    Optional<InviteEntity> open(SnapId snap, String email) {
        return find("snapId = ?1 and email = ?2 and state = 'open'", snap.value(), email)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    Optional<InviteEntity> locked(byte[] tokenHash) {
        return find("tokenHash = ?1 and state = 'open'", tokenHash)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional();
    }

    long open(SnapId snap) {
        return count("snapId = ?1 and state = 'open'", snap.value());
    }
}
