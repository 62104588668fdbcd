package org.brandstore.api.publisher;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.brandstore.release.Phase;
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
    /** How much of the fleet; nulls for all of it. */
    record Progressive(
            @JsonProperty("paused") @Nullable Boolean paused,
            @JsonProperty("percentage") @Nullable Double percentage,

            @JsonProperty("current-percentage") @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double currentPercentage) {
        static final Progressive NONE = new Progressive(null, null, null);

        static Progressive of(int percentage, boolean paused) {
            return new Progressive(paused, (double) percentage, (double) percentage);
        }
    }

    static List<ChannelRow> of(SnapView view) {
        return Stream.concat(
                        view.pointers().stream().map(ChannelRow::of),
                        view.phases().stream().map(ChannelRow::of))
                .toList();
    }

    /** Beside the row of what the others get (publisher-api.md 4.11). */
    private static ChannelRow of(Phase phase) {
        return new ChannelRow(
                phase.architecture().value(),
                phase.channel().toString(),
                null,
                Progressive.of(phase.share().percentage(), phase.share().paused()),
                phase.revision().value(),
                phase.changedAt().toString());
    }

    private static ChannelRow of(Pointer pointer) {
        return new ChannelRow(
                pointer.architecture().value(),
                pointer.channel().toString(),
                pointer.expiresAt().map(Instant::toString).orElse(null),
                Progressive.NONE,
                pointer.revision().value(),
                pointer.releasedAt().toString());
    }
}
