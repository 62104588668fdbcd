package org.brandstore.snap;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "submission")
class SubmissionEntity {
    @Id
    UUID id = new UUID(0, 0);

    @Column(name = "snap_id")
    String snapId = "";

    @Column(name = "upload_id")
    String uploadId = "";

    @Column(name = "person_id")
    UUID personId = new UUID(0, 0);

    String state = "";

    @JdbcTypeCode(SqlTypes.ARRAY)
    @Column(columnDefinition = "text[]")
    List<String> channels = List.of();

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    @JdbcTypeCode(SqlTypes.VARCHAR)
    String errors = NoteColumn.NONE;

    @Column(columnDefinition = "jsonb")
    @ColumnTransformer(write = "?::jsonb")
    @JdbcTypeCode(SqlTypes.VARCHAR)
    String findings = NoteColumn.NONE;

    @Nullable Integer revision;

    @Column(name = "created_at")
    Instant createdAt = Instant.EPOCH;

    @Column(name = "finished_at")
    @Nullable Instant finishedAt;

    @Version
    int version;

    void enter(SubmissionState next, Instant now) {
        state = next.wireName();
        switch (next) {
            case SubmissionState.Received ignored -> errors = NoteColumn.NONE;
            case SubmissionState.Scanned ignored -> errors = NoteColumn.NONE;
            case SubmissionState.InReview review -> errors = NoteColumn.write(review.reasons());
            case SubmissionState.Signed signed -> {
                errors = NoteColumn.NONE;
                revision = signed.revision().value();
            }
            case SubmissionState.Ready ready -> {
                errors = NoteColumn.write(ready.problems());
                revision = ready.revision().value();
            }
            case SubmissionState.Rejected rejected -> errors = NoteColumn.write(rejected.problems());
        }
        finishedAt = next.isSettled() ? now : null;
    }

    SubmissionState state() {
        return switch (state) {
            case "received" -> new SubmissionState.Received();
            case "scanned" -> new SubmissionState.Scanned();
            case "review" -> new SubmissionState.InReview(NoteColumn.read(errors));
            case "signed" -> new SubmissionState.Signed(new Revision(requireRevision()));
            case "ready" -> new SubmissionState.Ready(new Revision(requireRevision()), NoteColumn.read(errors));
            case "rejected" -> new SubmissionState.Rejected(NoteColumn.read(errors));
            default -> throw new IllegalStateException("submission " + id + " is in state " + state);
        };
    }

    private int requireRevision() {
        if (revision == null) {
            throw new IllegalStateException("submission " + id + " is " + state + " without a revision");
        }
        return revision;
    }

    Submission toSubmission() {
        return new Submission(
                id,
                new SnapId(snapId),
                new PersonId(personId),
                channels.stream().map(Channel::parse).toList(),
                state(),
                createdAt);
    }
}
