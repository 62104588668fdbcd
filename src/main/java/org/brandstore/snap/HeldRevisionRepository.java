package org.brandstore.snap;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.naming.SnapId;

@ApplicationScoped
class HeldRevisionRepository implements PanacheRepositoryBase<HeldRevisionEntity, HeldRevisionEntity.Key> {
    /** A held file with what its submission has come to. */
    record Row(HeldRevisionEntity held, String state) {}

    Optional<HeldRevisionEntity> findBySubmission(UUID submission) {
        return find("submissionId", submission).firstResultOptional();
    }

    /** Those that are no revisions, newest first. */
    List<Row> openOrRejected(SnapId snap) {
        return getEntityManager()
                .createQuery("""
                        select h, s.state from HeldRevisionEntity h join SubmissionEntity s on s.id = h.submissionId
                        where h.snapId = ?1 and s.revision is null
                        order by h.revision desc
                        """, Row.class)
                .setParameter(1, snap.value())
                .getResultList();
    }
}
