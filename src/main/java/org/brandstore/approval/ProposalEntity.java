package org.brandstore.approval;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.PersonId;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.StoreId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "proposal")
class ProposalEntity {
    @Id
    UUID id = new UUID(0, 0);

    String kind = "";
    String subject = "";
    String title = "";

    @Column(name = "brand_id")
    String brandId = "";

    @Column(name = "store_id")
    @Nullable String storeId;

    String digest = "";
    String reason = "";
    String author = "";

    @Column(name = "author_id")
    @Nullable UUID authorId;

    @Column(name = "proposed_at")
    Instant proposedAt = Instant.EPOCH;

    @Column(name = "expires_at")
    Instant expiresAt = Instant.EPOCH;

    @Column(name = "approvals_needed")
    int approvalsNeeded;

    String state = ProposalState.WAITING.word();

    @Column(name = "decided_at")
    @Nullable Instant decidedAt;

    @Column(name = "decided_why")
    String decidedWhy = "";

    @ElementCollection(fetch = FetchType.LAZY)
    @CollectionTable(name = "proposal_content", joinColumns = @JoinColumn(name = "proposal_id"))
    @MapKeyColumn(name = "name")
    @Column(name = "value")
    Map<String, String> content = new HashMap<>();

    @Version
    int version;

    Proposal toProposal(List<Vote> votes) {
        return new Proposal(
                id,
                toDraft(),
                new Actor(author, Optional.ofNullable(authorId).map(PersonId::new)),
                proposedAt,
                expiresAt,
                approvalsNeeded,
                votes,
                ProposalState.of(state),
                Optional.ofNullable(decidedAt).map(at -> new Proposal.End(at, decidedWhy)));
    }

    private Draft toDraft() {
        return new Draft(
                ChangeKind.find(kind).orElseThrow(() -> new IllegalStateException("no kind of change is " + kind)),
                subject,
                title,
                new AccountId(brandId),
                Optional.ofNullable(storeId).map(StoreId::new),
                new TreeMap<>(content),
                reason);
    }

    void end(ProposalState how, Instant at, String why) {
        state = how.word();
        decidedAt = at;
        decidedWhy = why;
    }
}
