package org.brandstore.api.publisher.release;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.brandstore.naming.Revision;
import org.brandstore.release.ReleaseRequest;
import org.brandstore.release.channel.Phase;
import org.brandstore.release.channel.Pointer;
import org.brandstore.snap.SnapRevision;
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
        Map<Revision, SnapRevision> revisions = view.byNumber();
        return Stream.of(
                        view.pointers().stream().map(ChannelRow::of),
                        view.phases().stream().map(ChannelRow::of),
                        view.waiting().stream().flatMap(request -> waiting(request, revisions.get(request.revision()))))
                .flatMap(Function.identity())
                .toList();
    }

    /**
     * What waits is on its way to no device yet: the tools show a share of 0, which nothing else has. They look at the first
     * share of a channel, so one that devices get goes before what waits.
     */
    private static Stream<ChannelRow> waiting(ReleaseRequest request, @Nullable SnapRevision revision) {
        return revision == null
                ? Stream.empty()
                : revision.architectures().stream()
                        .map(architecture -> new ChannelRow(
                                architecture.value(),
                                request.channel().toString(),
                                null,
                                Progressive.of(0, true),
                                request.revision().value(),
                                request.requestedAt().toString()));
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
