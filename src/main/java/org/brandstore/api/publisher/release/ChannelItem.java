package org.brandstore.api.publisher.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A channel as the status pages list it; nulls are written (publisher-api.md 4.11, trap 10). */
record ChannelItem(
        @JsonProperty("name") String name,
        @JsonProperty("track") String track,
        @JsonProperty("risk") String risk,
        @JsonProperty("branch") @Nullable String branch,
        @JsonProperty("fallback") @Nullable String fallback) {
    static List<ChannelItem> of(SnapView view) {
        return view.lines().stream().map(ChannelItem::of).toList();
    }

    private static ChannelItem of(SnapView.Line line) {
        return new ChannelItem(
                line.channel().toString(),
                line.channel().track().value(),
                line.channel().risk().wireName(),
                line.channel().findBranch().map(Object::toString).orElse(null),
                line.fallback().map(Object::toString).orElse(null));
    }
}
