package org.brandstore.event.change;

import java.util.SortedMap;
import java.util.UUID;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;

/** Changes that wait for the approval of others. */
public sealed interface ProposalChange extends Change {
    /**
     * @param kind such as {@code close-channel}
     * @param subject what the change would be done to
     * @param title what will happen, in one sentence
     * @param digest of the content, SHA-256: what people approve
     */
    record About(
            AccountId brand,
            UUID proposal,
            @After String kind,
            @After String subject,
            @After String title,
            @After String digest)
            implements Change.Part {}

    @Audited(
            action = "proposal.made",
            approval = ApprovalClass.OPEN,
            subject = "proposal/{proposal}",
            says = "a change waits for others; `content` is what it needs to be made",
            tells = Topic.PROPOSALS)
    record Made(
            About about, @After int approvalsNeeded, @After SortedMap<String, String> content, String why)
            implements ProposalChange {}

    @Audited(
            action = "proposal.approved",
            approval = ApprovalClass.DECIDES,
            subject = "proposal/{proposal}",
            says = "somebody is for it; `approvals` counts those whose word counts now",
            tells = Topic.PROPOSALS)
    record Approved(
            About about, @After int approvals, @After int approvalsNeeded, String why) implements ProposalChange {}

    @Audited(
            action = "proposal.applied",
            approval = ApprovalClass.DECIDES,
            subject = "proposal/{proposal}",
            says = "enough are for it, and it has happened",
            tells = Topic.PROPOSALS)
    record Applied(About about, String why) implements ProposalChange {}

    @Audited(
            action = "proposal.rejected",
            approval = ApprovalClass.DECIDES,
            subject = "proposal/{proposal}",
            says = "somebody is against it, and it does not happen",
            tells = Topic.PROPOSALS)
    record Rejected(About about, String why) implements ProposalChange {}

    @Audited(
            action = "proposal.cancelled",
            approval = ApprovalClass.OPEN,
            subject = "proposal/{proposal}",
            says = "its author has taken it back",
            tells = Topic.PROPOSALS)
    record Cancelled(About about, String why) implements ProposalChange {}

    @Audited(
            action = "proposal.overtaken",
            approval = ApprovalClass.FOLLOWS,
            subject = "proposal/{proposal}",
            says = "something else happened to its subject first, or its time was over",
            tells = Topic.PROPOSALS)
    record Overtaken(About about, String why) implements ProposalChange {}
}
