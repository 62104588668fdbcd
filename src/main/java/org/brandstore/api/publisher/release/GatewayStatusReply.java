package org.brandstore.api.publisher.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.Snap;
import org.brandstore.snap.SnapRevision;
import org.brandstore.snap.metadata.SnapType;
import org.jspecify.annotations.Nullable;

/**
 * What every channel of a snap offers, for the on-premises mode. Two validators read it: keys that look optional are needed,
 * nulls included (publisher-api.md 5, traps 10 and 11).
 */
record GatewayStatusReply(
        @JsonProperty("channel-map") List<ChannelRow> channelMap,
        @JsonProperty("package") PackageItem snap,
        @JsonProperty("revisions") List<Item> revisions) {
    /** The snap and its channels. */
    record PackageItem(
            @JsonProperty("channels") List<ChannelItem> channels,
            @JsonProperty("id") String id,
            @JsonProperty("name") String name,
            @JsonProperty("type") String type) {}

    /** A revision that a channel offers. */
    record Item(
            @JsonProperty("architectures") List<String> architectures,
            @JsonProperty("base") @Nullable String base,
            @JsonProperty("build-url") @Nullable String buildUrl,
            @JsonProperty("confinement") String confinement,
            @JsonProperty("created-at") String createdAt,
            @JsonProperty("created-by") String createdBy,
            @JsonProperty("grade") String grade,
            @JsonProperty("revision") int revision,
            @JsonProperty("sha3-384") String digest,
            @JsonProperty("size") long size,
            @JsonProperty("status") String status,
            @JsonProperty("type") String type,
            @JsonProperty("version") String version) {
        static Item of(Snap snap, SnapRevision revision) {
            return new Item(
                    revision.architectures().stream().map(Architecture::value).toList(),
                    revision.base().map(SnapName::value).orElse(null),
                    null,
                    revision.confinement().wireName(),
                    revision.createdAt().toString(),
                    snap.publisher().value(),
                    revision.grade().wireName(),
                    revision.revision().value(),
                    revision.digest().hex(),
                    revision.size(),
                    "released",
                    knownType(revision.type()),
                    revision.version());
        }

        /** The tool does not know the type of {@code core}, which is a base and more. */
        private static String knownType(SnapType type) {
            return (type == SnapType.OS ? SnapType.BASE : type).wireName();
        }
    }

    static GatewayStatusReply of(SnapView view) {
        Snap snap = view.snap();
        return new GatewayStatusReply(
                ChannelRow.of(view),
                new PackageItem(
                        ChannelItem.of(view), snap.id().value(), snap.name().value(), "snap"),
                view.mapped().stream().map(revision -> Item.of(snap, revision)).toList());
    }
}
