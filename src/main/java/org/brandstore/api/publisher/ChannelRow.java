package org.brandstore.api.publisher;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.brandstore.release.Pointer;
import org.jspecify.annotations.Nullable;

/** What one channel offers to one architecture; nulls are written (publisher-api.md 4.11, trap 10). */
record ChannelRow(
        @JsonProperty("architecture") String architecture,
        @JsonProperty("channel") String channel,
        @JsonProperty("expiration-date") @Nullable String expirationDate,
        @JsonProperty("progressive") Progressive progressive,
        @JsonProperty("revision") int revision,
        @JsonProperty("when") String when) {
    /** How much of the fleet: all of it. */
    record Progressive(
            @JsonProperty("paused") @Nullable Boolean paused,
            @JsonProperty("percentage") @Nullable Double percentage) {}

    static List<ChannelRow> of(SnapView view) {
        return view.pointers().stream().map(ChannelRow::of).toList();
    }

    private static ChannelRow of(Pointer pointer) {
        return new ChannelRow(
                pointer.architecture().value(),
                pointer.channel().toString(),
                pointer.expiresAt().map(Instant::toString).orElse(null),
                new Progressive(null, null),
                pointer.revision().value(),
                pointer.releasedAt().toString());
    }
}
