package org.brandstore.snap;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.brandstore.database.Lock;
import org.brandstore.database.Locks;
import org.brandstore.naming.SnapId;
import org.hibernate.Timeouts;
import org.hibernate.jpa.SpecHints;

@ApplicationScoped
class SubmissionRepository implements PanacheRepositoryBase<SubmissionEntity, UUID> {
    private static final UUID NOBODY = new UUID(0, 0);

    private final Locks locks;

    SubmissionRepository(Locks locks) {
        this.locks = locks;
    }

    Optional<SubmissionEntity> findByUpload(String uploadId) {
        return find("uploadId", uploadId).firstResultOptional();
    }

    /** Everybody who has ever sent a file of the snap. */
    List<PersonId> uploaders(SnapId snap) {
        return getEntityManager()
                .createQuery("select distinct s.personId from SubmissionEntity s where s.snapId = ?1", UUID.class)
                .setParameter(1, snap.value())
                .getResultStream()
                .map(PersonId::new)
                .toList();
    }

    List<SubmissionEntity> newestFirst(SnapId snap) {
        return list("snapId", Sort.descending("createdAt").and("id"), snap.value());
    }

    Optional<SubmissionEntity> newest(SnapId snap) {
        return find("snapId", Sort.descending("createdAt").and("id"), snap.value())
                .firstResultOptional();
    }

    /** How many wait for a person. */
    long countInReview(Collection<SnapId> snaps) {
        Set<String> ids = new HashSet<>();
        ids.add(""); // an empty list cannot be written in SQL
        snaps.forEach(snap -> ids.add(snap.value()));
        return count("state = 'review' and snapId in ?1", ids);
    }

    /** The oldest open submission but for those to leave alone; one whose snap has an older open one is not taken before it. */
    Optional<UUID> oldestOpen(Collection<UUID> leaveAlone) {
        Set<UUID> others = new HashSet<>(leaveAlone);
        others.add(NOBODY); // an empty list cannot be written in SQL
        return getEntityManager()
                .createQuery("""
                        select s.id from SubmissionEntity s
                        where s.state in ('received', 'scanned', 'signed') and s.id not in ?1
                          and not exists (select 1 from SubmissionEntity o
                                          where o.snapId = s.snapId and o.state in ('received', 'scanned', 'signed')
                                            and (o.createdAt < s.createdAt or o.createdAt = s.createdAt and o.id < s.id))
                        order by s.createdAt, s.id
                        """, UUID.class)
                .setParameter(1, others)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** What waits for a person, oldest first. */
    List<SubmissionEntity> inReview(Collection<SnapId> snaps) {
        Set<String> ids = new HashSet<>();
        ids.add(""); // an empty list cannot be written in SQL
        snaps.forEach(snap -> ids.add(snap.value()));
        return list("state = 'review' and snapId in ?1", Sort.by("createdAt").and("id"), ids);
    }

    /** The row under a lock, which whoever is at it gives up first. */
    Optional<SubmissionEntity> findLocked(UUID id) {
        return locks.row(Lock.SUBMISSION, SubmissionEntity.class, id);
    }

    /** The row under a lock; empty if another replica is at it. */
    Optional<SubmissionEntity> claim(UUID id) {
        return locks.rows(Lock.SUBMISSION, find("id", id))
                .withHint(SpecHints.HINT_SPEC_LOCK_TIMEOUT, Timeouts.SKIP_LOCKED_MILLI)
                .firstResultOptional();
    }
}
