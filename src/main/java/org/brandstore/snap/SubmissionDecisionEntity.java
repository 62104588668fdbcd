package org.brandstore.snap;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

@Entity
@Immutable
@Table(name = "submission_decision")
class SubmissionDecisionEntity {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable Long id;

    @Column(name = "submission_id")
    UUID submissionId = new UUID(0, 0);

    @Column(name = "person_id")
    UUID personId = new UUID(0, 0);

    String verdict = "";
    String reason = "";
    Instant at = Instant.EPOCH;

    ReviewDecision toDecision() {
        return new ReviewDecision(new PersonId(personId), verdict.equals("approved"), reason, at);
    }
}
