package org.brandstore.approval;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

@ApplicationScoped
class ProposalVoteRepository implements PanacheRepositoryBase<ProposalVoteEntity, ProposalVoteEntity.Key> {
    List<Vote> of(UUID proposal) {
        return list("proposalId", Sort.by("at").and("personId"), proposal).stream()
                .map(ProposalVoteEntity::toVote)
                .toList();
    }

    void add(UUID proposal, Vote vote) {
        ProposalVoteEntity row = new ProposalVoteEntity();
        row.proposalId = proposal;
        row.personId = vote.person().value();
        row.verdict = vote.verdict().word();
        row.reason = vote.reason();
        row.at = vote.at();
        persistAndFlush(row);
    }
}
