package org.brandstore.approval;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.hibernate.annotations.Immutable;

@Entity
@Immutable
@Table(name = "proposal_vote")
@IdClass(ProposalVoteEntity.Key.class)
class ProposalVoteEntity {
    record Key(UUID proposalId, UUID personId) implements Serializable {}

    @Id
    @Column(name = "proposal_id")
    UUID proposalId = new UUID(0, 0);

    @Id
    @Column(name = "person_id")
    UUID personId = new UUID(0, 0);

    String verdict = "";
    String reason = "";
    Instant at = Instant.EPOCH;

    Vote toVote() {
        return new Vote(new PersonId(personId), Verdict.of(verdict), reason, at);
    }
}
