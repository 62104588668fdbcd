package org.brandstore.api.admin;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.SortedMap;
import org.brandstore.account.PersonId;
import org.brandstore.approval.Draft;
import org.brandstore.approval.Proposal;
import org.brandstore.approval.ProposalReviews.Review;
import org.brandstore.naming.StoreId;
import org.jspecify.annotations.Nullable;

/**
 * A change that waits for approval, or did.
 *
 * @param kind what is changed, such as {@code close-channel}
 * @param title what will happen
 * @param content what exactly is approved
 * @param digest SHA-256 over the content
 * @param approvals how many have approved who may still decide
 * @param state {@code waiting}, {@code applied}, {@code rejected}, {@code cancelled} or {@code overtaken}
 */
@JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
public record ProposalView(
        String id,
        String kind,
        String subject,
        String title,
        String brand,
        @Nullable String store,
        SortedMap<String, String> content,
        String digest,
        String reason,
        String author,
        @Nullable String authorId,
        String proposedAt,
        String expiresAt,
        int approvals,
        int approvalsNeeded,
        String state,
        @Nullable String decidedAt,
        List<VoteView> votes) {
    /** What one person has decided. */
    public record VoteView(String person, String verdict, String reason, String at) {}

    static ProposalView of(Review review) {
        Proposal proposal = review.proposal();
        Draft draft = proposal.draft();
        return new ProposalView(
                proposal.id().toString(),
                draft.kind().word(),
                draft.subject(),
                draft.title(),
                draft.brand().value(),
                draft.store().map(StoreId::value).orElse(null),
                draft.content(),
                draft.digest(),
                draft.reason(),
                proposal.author().label(),
                proposal.author().person().map(PersonId::toString).orElse(null),
                proposal.proposedAt().toString(),
                proposal.expiresAt().toString(),
                review.approvals(),
                review.approvalsNeeded(),
                proposal.state().word(),
                proposal.decision().map(end -> end.at().toString()).orElse(null),
                review.votes().stream()
                        .map(named -> new VoteView(
                                named.person(),
                                named.vote().verdict().word(),
                                named.vote().reason(),
                                named.vote().at().toString()))
                        .toList());
    }
}
