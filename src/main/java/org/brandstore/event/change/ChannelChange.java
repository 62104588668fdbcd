package org.brandstore.event.change;

import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.brandstore.event.change.Audited.ApprovalClass;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.brandstore.naming.Track;

/** What the channels of a snap have. */
public sealed interface ChannelChange extends Change {
    record Which(
            AccountId brand, SnapId snap, @After("snap") SnapName name, Channel channel) implements Change.Part {}

    /**
     * What a channel has itself.
     *
     * @param revisions by architecture
     * @param progressive by architecture, while a share of the devices gets another revision: its number, the
     *     percentage and whether it is paused
     */
    record Offers(SortedMap<String, Object> revisions, Optional<SortedMap<String, Object>> progressive)
            implements Change.Part {}

    @Audited(
            action = "track.created",
            approval = ApprovalClass.OPEN,
            subject = "snap/{snap}/track/{track}",
            says = "the snap has another track",
            tells = Topic.CATALOG)
    record TrackCreated(
            AccountId brand,
            SnapId snap,
            @After("snap") SnapName name,
            @After Track track) implements ChannelChange {}

    @Audited(
            action = "release.applied",
            approval = ApprovalClass.RELEASES,
            subject = "snap/{snap}/channel/{channel}",
            says = "devices of the channel, or a share of them, are offered a revision; `request` is what asked for it",
            tells = {Topic.CATALOG, Topic.UPDATES, Topic.RELEASES})
    record Released(
            Which where,
            @Before Offers former,
            @After Offers offers,
            @After Optional<UUID> request) implements ChannelChange {}

    @Audited(
            action = "channel.closed",
            approval = ApprovalClass.GATED,
            subject = "snap/{snap}/channel/{channel}",
            says = "the channel has nothing of its own any more; devices get what the next safer one offers",
            tells = {Topic.CATALOG, Topic.UPDATES, Topic.RELEASES})
    record Closed(Which where, @Before Offers former, @After Offers offers) implements ChannelChange {}

    @Audited(
            action = "branch.expired",
            approval = ApprovalClass.FOLLOWS,
            subject = "snap/{snap}/channel/{channel}",
            says = "the time of the branch is over",
            tells = {Topic.CATALOG, Topic.UPDATES, Topic.RELEASES})
    record BranchExpired(
            Which where, @Before Offers former, @After Offers offers) implements ChannelChange {}

    @Audited(
            action = "channel.stopped",
            approval = ApprovalClass.STOPS,
            subject = "snap/{snap}/channel/{channel}",
            says = "devices are offered this revision by the channel no more",
            tells = {Topic.UPDATES, Topic.RELEASES})
    record Stopped(Which where, @After Revision revision, String why) implements ChannelChange {}

    @Audited(
            action = "channel.resumed",
            approval = ApprovalClass.GATED,
            subject = "snap/{snap}/channel/{channel}",
            says = "the channel offers a revision again that was stopped",
            tells = {Topic.UPDATES, Topic.RELEASES})
    record Resumed(Which where, @After Revision revision, String why) implements ChannelChange {}
}
