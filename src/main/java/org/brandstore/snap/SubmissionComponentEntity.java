package org.brandstore.snap;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "submission_component")
@IdClass(SubmissionComponentEntity.Key.class)
class SubmissionComponentEntity {
    record Key(UUID submissionId, String name) implements Serializable {}

    @Id
    @Column(name = "submission_id")
    UUID submissionId = new UUID(0, 0);

    @Id
    String name = "";

    @Column(name = "upload_id")
    String uploadId = "";
}
