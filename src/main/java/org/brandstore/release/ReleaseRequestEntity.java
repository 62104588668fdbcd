package org.brandstore.release;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.release.channel.ChannelColumns;
import org.brandstore.release.channel.Progressive;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "release_request")
class ReleaseRequestEntity {
    @Id
    UUID id = new UUID(0, 0);

    @Column(name = "snap_id")
    String snapId = "";

    int revision;
    String track = "";
    String risk = "";
    String branch = "";
    int percentage = 100;
    boolean paused;
    String state = "waiting";

    @Column(name = "requested_by")
    UUID requestedBy = new UUID(0, 0);

    @Column(name = "requested_at")
    Instant requestedAt = Instant.EPOCH;

    @Column(name = "approvals_needed")
    int approvalsNeeded;

    @Column(name = "effective_at")
    @Nullable Instant effectiveAt;

    @Column(name = "decided_at")
    @Nullable Instant decidedAt;

    String reason = "";

    @Version
    int version;

    ReleaseRequest toRequest() {
        return new ReleaseRequest(
                id,
                new SnapId(snapId),
                new Revision(revision),
                ChannelColumns.channel(track, risk, branch),
                share(),
                new PersonId(requestedBy),
                requestedAt,
                approvalsNeeded,
                requestState());
    }

    Progressive share() {
        return new Progressive(percentage, paused);
    }

    /** Moves to a state; the columns of the state before that it does not use stay as they are, for the record. */
    void become(RequestState next) {
        state = next.word();
        switch (next) {
            case RequestState.Waiting waiting ->
                effectiveAt = waiting.notBefore().orElse(null);
            case RequestState.Scheduled scheduled -> effectiveAt = scheduled.at();
            case RequestState.Applied applied -> decidedAt = applied.at();
            case RequestState.Rejected rejected -> {
                decidedAt = rejected.at();
                reason = rejected.reason();
            }
            case RequestState.Superseded superseded -> decidedAt = superseded.at();
        }
    }

    private RequestState requestState() {
        return switch (state) {
            case "waiting" -> new RequestState.Waiting(Optional.ofNullable(effectiveAt));
            case "scheduled" -> new RequestState.Scheduled(required(effectiveAt));
            case "applied" -> new RequestState.Applied(required(decidedAt));
            case "rejected" -> new RequestState.Rejected(required(decidedAt), reason);
            case "superseded" -> new RequestState.Superseded(required(decidedAt));
            default -> throw new IllegalStateException("release request " + id + " has the unknown state " + state);
        };
    }

    private Instant required(@Nullable Instant time) {
        if (time == null) {
            throw new IllegalStateException("release request " + id + " is " + state + " but does not say since when");
        }
        return time;
    }
}
