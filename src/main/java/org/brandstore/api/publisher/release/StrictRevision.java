package org.brandstore.api.publisher.release;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.SnapName;
import org.brandstore.snap.HeldRevision;
import org.brandstore.snap.SnapRevision;
import org.jspecify.annotations.Nullable;

/** A revision with exactly the keys that the tool's command for revisions knows: any other is fatal (publisher-api.md 4.12, trap 8). */
record StrictRevision(
        @JsonProperty("architectures") List<String> architectures,
        @JsonProperty("base") @Nullable String base,
        @JsonProperty("build_url") @Nullable String buildUrl,
        @JsonProperty("confinement") String confinement,
        @JsonProperty("created_at") String createdAt,
        @JsonProperty("epoch") EpochReply epoch,
        @JsonProperty("grade") String grade,
        @JsonProperty("revision") int revision,
        @JsonProperty("sha3-384") String digest,
        @JsonProperty("size") long size,
        @JsonProperty("status") String status,
        @JsonProperty("version") String version) {
    /**
     * The accepted revisions and the held ones, newest first. Clients in both modes know the same words for what is held.
     *
     * @param status of an accepted one
     */
    static List<StrictRevision> all(SnapView view, Function<SnapRevision, String> status) {
        return Stream.concat(
                        view.revisions().stream().map(revision -> of(revision, status.apply(revision))),
                        view.held().stream().map(StrictRevision::of))
                .sorted(Comparator.comparingInt(StrictRevision::revision).reversed())
                .toList();
    }

    private static StrictRevision of(HeldRevision held) {
        return new StrictRevision(
                held.architectures().stream().map(Architecture::value).toList(),
                held.base().map(SnapName::value).orElse(null),
                null,
                held.confinement().wireName(),
                held.createdAt().toString(),
                EpochReply.of(held.epoch()),
                held.grade().wireName(),
                held.revision().value(),
                held.digest().hex(),
                held.size(),
                switch (held.state()) {
                    case WAITING -> "ManualReviewPending";
                    case IN_REVIEW -> "ReviewInProgress";
                    case REJECTED -> "Rejected";
                },
                held.version());
    }

    private static StrictRevision of(SnapRevision revision, String status) {
        return new StrictRevision(
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
                status,
                revision.version());
    }
}
