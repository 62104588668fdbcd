package org.brandstore.api.publisher;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.brandstore.naming.Architecture;
import org.brandstore.naming.SnapName;
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
    static StrictRevision of(SnapRevision revision, String status) {
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
