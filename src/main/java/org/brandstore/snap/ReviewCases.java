package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.brandstore.account.PersonId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.upload.Upload;
import org.brandstore.snap.upload.UploadClaims;

/** Puts together what a reviewer sees of a submission. */
@ApplicationScoped
class ReviewCases {
    private final SubmissionComponentRepository components;
    private final SubmissionDecisionRepository decisions;
    private final UploadClaims uploads;
    private final SubmissionOwners owners;
    private final HeldRevisions held;

    ReviewCases(
            SubmissionComponentRepository components,
            SubmissionDecisionRepository decisions,
            UploadClaims uploads,
            SubmissionOwners owners,
            HeldRevisions held) {
        this.components = components;
        this.decisions = decisions;
        this.uploads = uploads;
        this.owners = owners;
        this.held = held;
    }

    ReviewCase of(SubmissionEntity row) {
        return new ReviewCase(
                row.toSubmission(),
                held.of(row.id).or(() -> number(row.state())),
                owners.snap(new SnapId(row.snapId)),
                upload(row.uploadId),
                owners.person(new PersonId(row.personId)),
                reasons(row.state()),
                NoteColumn.read(row.findings),
                components.of(row.id).stream()
                        .map(component -> new ReviewCase.Component(component.name, upload(component.uploadId)))
                        .toList(),
                decisions.of(row.id));
    }

    private Upload upload(String id) {
        return uploads.claimed(id);
    }

    private static Optional<Revision> number(SubmissionState state) {
        return switch (state) {
            case SubmissionState.Signed signed -> Optional.of(signed.revision());
            case SubmissionState.Ready ready -> Optional.of(ready.revision());
            case SubmissionState.Received ignored -> Optional.empty();
            case SubmissionState.Scanned ignored -> Optional.empty();
            case SubmissionState.InReview ignored -> Optional.empty();
            case SubmissionState.Rejected ignored -> Optional.empty();
        };
    }

    private static List<SubmissionNote> reasons(SubmissionState state) {
        return switch (state) {
            case SubmissionState.InReview review -> review.reasons();
            case SubmissionState.Rejected rejected -> rejected.problems();
            case SubmissionState.Ready ready -> ready.problems();
            case SubmissionState.Received ignored -> List.of();
            case SubmissionState.Scanned ignored -> List.of();
            case SubmissionState.Signed ignored -> List.of();
        };
    }
}
