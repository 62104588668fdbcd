package org.brandstore.api.publisher.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapName;
import org.brandstore.release.track.SnapTrack;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;
import org.jspecify.annotations.Nullable;

/** What every channel of a snap offers (publisher-api.md 4.11). Additional keys do no harm here. */
record ChannelMapReply(
        @JsonProperty("channel-map") List<ChannelRow> channelMap,
        @JsonProperty("revisions") List<Item> revisions,
        @JsonProperty("snap") SnapItem snap) {
    /** A revision that a channel offers. */
    record Item(
            @JsonProperty("architectures") List<String> architectures,
            @JsonProperty("base") @Nullable String base,
            @JsonProperty("build-url") @Nullable String buildUrl,
            @JsonProperty("confinement") String confinement,
            @JsonProperty("created-at") String createdAt,
            @JsonProperty("epoch") EpochReply epoch,
            @JsonProperty("grade") String grade,
            @JsonProperty("revision") int revision,
            @JsonProperty("sha3-384") String digest,
            @JsonProperty("size") long size,
            @JsonProperty("version") String version) {
        static Item of(SnapRevision revision) {
            return new Item(
                    revision.architectures().stream().map(Architecture::value).toList(),
                    revision.base().map(SnapName::value).orElse(null),
                    null,
                    revision.confinement().wireName(),
                    revision.createdAt().toString(),
                    EpochReply.of(revision.epoch()),
                    revision.grade().wireName(),
                    revision.revision().value(),
                    revision.digest().hex(),
                    revision.size(),
                    revision.version());
        }
    }

    /** The snap and its channels. */
    record SnapItem(
            @JsonProperty("name") String name,
            @JsonProperty("id") String id,
            @JsonProperty("private") boolean isPrivate,
            @JsonProperty("default-track") @Nullable String defaultTrack,
            @JsonProperty("channels") List<ChannelItem> channels,
            @JsonProperty("tracks") List<TrackItem> tracks) {}

    /** A track; every item is complete, since the tool checks all of them for any question (publisher-api.md trap 13). */
    record TrackItem(
            @JsonProperty("name") String name,
            @JsonProperty("creation-date") @Nullable String creationDate,
            @JsonProperty("version-pattern") @Nullable String versionPattern,
            @JsonProperty("status") String status) {}

    static ChannelMapReply of(SnapView view) {
        Snap snap = view.snap();
        boolean ownDefault = !snap.defaultTrack().equals(Channel.LATEST);
        List<TrackItem> tracks = view.tracks().stream()
                .map(track -> item(track, ownDefault && track.name().equals(snap.defaultTrack())))
                .toList();
        return new ChannelMapReply(
                ChannelRow.of(view),
                view.mapped().stream().map(Item::of).toList(),
                new SnapItem(
                        snap.name().value(),
                        snap.id().value(),
                        snap.isPrivate(),
                        ownDefault ? snap.defaultTrack().value() : null,
                        ChannelItem.of(view),
                        tracks));
    }

    private static TrackItem item(SnapTrack track, boolean isDefault) {
        return new TrackItem(
                track.name().value(), track.createdAt().toString(), null, isDefault ? "default" : "active");
    }
}
