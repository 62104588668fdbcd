package org.brandstore.api.publisher.name;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.brandstore.account.Account;
import org.brandstore.naming.Channel;
import org.brandstore.release.track.SnapTrack;
import org.brandstore.snap.Snap;
import org.jspecify.annotations.Nullable;

/** A snap as the newer tools list it. */
record RegisteredName(
        @JsonProperty("id") String id,
        @JsonProperty("name") String name,
        @JsonProperty("type") String type,
        @JsonProperty("status") String status,
        @JsonProperty("private") boolean isPrivate,
        @JsonProperty("store") String store,
        @JsonProperty("publisher") Publisher publisher,
        @JsonProperty("title") String title,
        @JsonProperty("summary") String summary,
        @JsonProperty("description") String description,
        @JsonProperty("default-track") @Nullable String defaultTrack,
        @JsonProperty("tracks") List<Track> tracks) {
    /** Whose snap it is. */
    record Publisher(
            @JsonProperty("id") String id,
            @JsonProperty("username") String username,
            @JsonProperty("display-name") String displayName,
            @JsonProperty("validation") String validation) {}

    /** A track of it. */
    record Track(
            @JsonProperty("name") String name,
            @JsonProperty("created-at") String createdAt,
            @JsonProperty("version-pattern") @Nullable String versionPattern) {}

    static RegisteredName of(Snap snap, Account publisher, List<SnapTrack> tracks) {
        boolean ownDefault = !snap.defaultTrack().equals(Channel.LATEST);
        return new RegisteredName(
                snap.id().value(),
                snap.name().value(),
                "snap",
                "registered",
                snap.isPrivate(),
                snap.store().value(),
                new Publisher(
                        publisher.id().value(), publisher.username(), publisher.displayName(), publisher.validation()),
                snap.title(),
                snap.summary(),
                snap.description(),
                ownDefault ? snap.defaultTrack().value() : null,
                tracks.stream()
                        .map(track -> new Track(
                                track.name().value(), track.createdAt().toString(), null))
                        .toList());
    }
}
