package org.brandstore.snap;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class SubmissionDecisionRepository implements PanacheRepositoryBase<SubmissionDecisionEntity, Long> {
    Optional<ReviewDecision> of(UUID submission) {
        return find("submissionId", submission).firstResultOptional().map(SubmissionDecisionEntity::toDecision);
    }
}
