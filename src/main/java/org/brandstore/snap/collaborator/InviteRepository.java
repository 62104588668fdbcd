package org.brandstore.snap.collaborator;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.naming.SnapId;

@ApplicationScoped
class InviteRepository implements PanacheRepositoryBase<InviteEntity, UUID> {
    private final Locks locks;

    InviteRepository(Locks locks) {
        this.locks = locks;
    }

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
        return locks.rows(
                        Lock.COLLABORATOR_INVITE,
                        find("snapId = ?1 and email = ?2 and state = 'open'", snap.value(), email))
                .firstResultOptional();
    }

    /** The invitation of this secret, in whatever state, which no other transaction changes meanwhile. */
    Optional<InviteEntity> locked(byte[] tokenHash) {
        return locks.rows(Lock.COLLABORATOR_INVITE, find("tokenHash", tokenHash))
                .firstResultOptional();
    }

    long open(SnapId snap) {
        return count("snapId = ?1 and state = 'open'", snap.value());
    }
}
