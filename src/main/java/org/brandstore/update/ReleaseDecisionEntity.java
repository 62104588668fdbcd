package org.brandstore.update;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.brandstore.approval.Verdict;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "release_decision")
@IdClass(ReleaseDecisionEntity.Key.class)
class ReleaseDecisionEntity {
    record Key(UUID requestId, UUID personId) implements Serializable {}

    @Id
    @Column(name = "request_id")
    UUID requestId = new UUID(0, 0);

    @Id
    @Column(name = "person_id")
    UUID personId = new UUID(0, 0);

    String verdict = "";
    String reason = "";
    Instant at = Instant.EPOCH;

    Decision toDecision() {
        return new Decision(new PersonId(personId), Verdict.of(verdict), reason, at);
    }
}
