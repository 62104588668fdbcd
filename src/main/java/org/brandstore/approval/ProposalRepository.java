package org.brandstore.approval;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;

@ApplicationScoped
class ProposalRepository implements PanacheRepositoryBase<ProposalEntity, UUID> {
    private final Locks locks;

    ProposalRepository(Locks locks) {
        this.locks = locks;
    }

    /** Makes everybody who proposes or decides a change of the same subject go one after the other. */
    void lock(ChangeKind kind, String subject) {
        locks.take(Lock.PROPOSAL, kind.word() + "/" + subject);
    }

    Optional<ProposalEntity> waiting(Draft draft) {
        return find(
                        "kind = ?1 and subject = ?2 and digest = ?3 and state = 'waiting'",
                        draft.kind().word(),
                        draft.subject(),
                        draft.digest())
                .firstResultOptional();
    }

    /** What waits for the same subject, oldest first. */
    List<ProposalEntity> waiting(String kind, String subject) {
        return list("kind = ?1 and subject = ?2 and state = 'waiting' order by id", kind, subject);
    }

    /** How many changes wait that the person has proposed, and can be approved yet. */
    long countWaiting(UUID author, Instant now) {
        return count("authorId = ?1 and state = 'waiting' and expiresAt > ?2", author, now);
    }

    /** What waits, oldest first. */
    List<ProposalEntity> waiting(Collection<String> brands, int limit) {
        return find("brandId in ?1 and state = 'waiting' order by id", brands)
                .page(0, limit)
                .list();
    }

    /** What was decided, newest first. */
    List<ProposalEntity> decided(Collection<String> brands, int limit) {
        return find("brandId in ?1 and state <> 'waiting' order by decidedAt desc, id desc", brands)
                .page(0, limit)
                .list();
    }
}
