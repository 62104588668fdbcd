package org.brandstore.console.proposal;

import java.util.List;
import java.util.Map;
import org.brandstore.approval.Proposal;
import org.brandstore.approval.ProposalReviews.Review;
import org.brandstore.approval.ProposalReviews.Standing;

/**
 * A proposed change as people look at it.
 *
 * @param title what will happen
 * @param parts what exactly is approved
 * @param approvals such as {@code 1 of 2 approvals}
 * @param time since when it waits, or when it ended, in ISO 8601
 * @param mayApprove whether the viewer may approve
 * @param mayReject whether the viewer may reject
 * @param mayCancel whether the viewer proposed it
 * @param explanation why the viewer can do nothing, or an empty text
 */
record ProposalCard(
        String id,
        String kind,
        String title,
        List<Part> parts,
        String reason,
        String author,
        String approvals,
        String state,
        String time,
        List<VoteLine> votes,
        boolean mayApprove,
        boolean mayReject,
        boolean mayCancel,
        String explanation) {
    /** A part of the content. */
    record Part(String name, String value) {
        static Part of(Map.Entry<String, String> entry) {
            return new Part(entry.getKey(), entry.getValue());
        }
    }

    /** What somebody has decided. */
    record VoteLine(String person, String verdict, String reason) {}

    static ProposalCard of(Review review) {
        Proposal proposal = review.proposal();
        Standing standing = review.standing();
        return new ProposalCard(
                proposal.id().toString(),
                proposal.draft().kind().word(),
                proposal.draft().title(),
                proposal.draft().content().entrySet().stream().map(Part::of).toList(),
                proposal.draft().reason(),
                proposal.author().label().replaceFirst("^person:", ""),
                review.approvals() + " of " + review.approvalsNeeded() + " approvals",
                proposal.state().word(),
                proposal.decision()
                        .map(Proposal.End::at)
                        .orElse(proposal.proposedAt())
                        .toString(),
                review.votes().stream()
                        .map(named -> new VoteLine(
                                named.person(),
                                named.vote().verdict().word(),
                                named.vote().reason()))
                        .toList(),
                standing == Standing.MAY_DECIDE,
                standing == Standing.MAY_DECIDE || standing == Standing.MAY_REJECT,
                standing == Standing.AUTHOR,
                standing == Standing.READER
                        ? "You can read this; deciding needs one of the roles "
                                + String.join(
                                        ", ",
                                        proposal.draft().kind().deciders().stream()
                                                .map(role -> role.wireName())
                                                .sorted()
                                                .toList())
                                + "."
                        : "");
    }
}
