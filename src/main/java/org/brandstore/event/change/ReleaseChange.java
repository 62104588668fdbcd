package org.brandstore.event.change;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;

/** Requests to release a revision to a channel. What comes of them is a {@link ChannelChange.Released}. */
public sealed interface ReleaseChange extends Change {
    record Which(
            AccountId brand,
            SnapId snap,
            UUID request,
            @After("snap") SnapName name,
            @After Revision revision,
            @After Channel channel)
            implements Change.Part {}

    @Audited(
            action = "release.requested",
            approval = ApprovalClass.OPEN,
            subject = "release-request/{request}",
            says = "somebody wants devices of the channel, or a share of them, to get the revision",
            tells = Topic.RELEASES)
    record Requested(
            Which request, @After int percentage, @After int approvalsNeeded) implements ReleaseChange {}

    @Audited(
            action = "release.approved",
            approval = ApprovalClass.DECIDES,
            subject = "release-request/{request}",
            says = "somebody is for it; `approvals` counts those whose word counts now",
            tells = Topic.RELEASES)
    record Approved(
            Which request,
            @After int approvals,
            @After int approvalsNeeded,
            @After Optional<Instant> notBefore,
            String why)
            implements ReleaseChange {}

    @Audited(
            action = "release.scheduled",
            approval = ApprovalClass.FOLLOWS,
            subject = "release-request/{request}",
            says = "enough are for it, and it happens at this time",
            tells = Topic.RELEASES)
    record Scheduled(Which request, @After Instant at) implements ReleaseChange {}

    @Audited(
            action = "release.waits-again",
            approval = ApprovalClass.FOLLOWS,
            subject = "release-request/{request}",
            says = "its time has come, and its approvals are not enough any more",
            tells = Topic.RELEASES)
    record WaitsAgain(Which request, String why) implements ReleaseChange {}

    @Audited(
            action = "release.rejected",
            approval = ApprovalClass.DECIDES,
            subject = "release-request/{request}",
            says = "it does not happen",
            tells = Topic.RELEASES)
    record Rejected(Which request, String why) implements ReleaseChange {}

    @Audited(
            action = "release.superseded",
            approval = ApprovalClass.FOLLOWS,
            subject = "release-request/{request}",
            says = "something that was asked for later stands in its place",
            tells = Topic.RELEASES)
    record Superseded(Which request, String why) implements ReleaseChange {}
}
