package org.brandstore.api.publisher.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.brandstore.naming.Revision;
import org.brandstore.release.channel.ChannelMove;
import org.brandstore.snap.SnapRevision;
import org.jspecify.annotations.Nullable;

/** All revisions of a snap and where they went, newest first: the first move per channel is the present one (publisher-api.md 4.12). */
record SnapHistoryReply(
        @JsonProperty("revisions") List<StrictRevision> revisions,
        @JsonProperty("releases") List<Release> releases) {
    /** A move with exactly the keys that the tool knows; a null revision is a closed channel. */
    record Release(
            @JsonProperty("architecture") String architecture,
            @JsonProperty("branch") @Nullable String branch,
            @JsonProperty("channel") String channel,
            @JsonProperty("expiration-date") @Nullable String expirationDate,

            @JsonProperty("progressive") @JsonInclude(JsonInclude.Include.NON_NULL)
            ChannelRow.@Nullable Progressive progressive,

            @JsonProperty("revision") @Nullable Integer revision,
            @JsonProperty("risk") String risk,
            @JsonProperty("track") String track,
            @JsonProperty("when") String when) {
        static Release of(ChannelMove move) {
            return new Release(
                    move.architecture().value(),
                    move.channel().findBranch().map(Object::toString).orElse(null),
                    move.channel().toString(),
                    null,
                    move.percentage().isEmpty()
                            ? null
                            : ChannelRow.Progressive.of(move.percentage().getAsInt(), false),
                    move.revision().map(Revision::value).orElse(null),
                    move.channel().risk().wireName(),
                    move.channel().track().value(),
                    move.at().toString());
        }
    }

    static SnapHistoryReply of(SnapView view) {
        return new SnapHistoryReply(
                StrictRevision.all(view, revision -> status(view, revision)),
                view.moves().stream().map(Release::of).toList());
    }

    private static String status(SnapView view, SnapRevision revision) {
        if (revision.withdrawn()) {
            return "Rejected";
        }
        return view.isOffered(revision.revision()) ? "Published" : "Unpublished";
    }
}
