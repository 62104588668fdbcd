package org.brandstore.snap;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class SubmissionComponentRepository
        implements PanacheRepositoryBase<SubmissionComponentEntity, SubmissionComponentEntity.Key> {
    List<SubmissionComponentEntity> of(UUID submission) {
        return list("submissionId", Sort.by("name"), submission);
    }
}
