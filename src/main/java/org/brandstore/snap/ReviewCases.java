package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.brandstore.account.PersonId;
import org.brandstore.naming.SnapId;

/** Puts together what a reviewer sees of a submission. */
@ApplicationScoped
class ReviewCases {
    private final SubmissionComponentRepository components;
    private final SubmissionDecisionRepository decisions;
    private final UploadRepository uploads;
    private final SubmissionOwners owners;

    ReviewCases(
            SubmissionComponentRepository components,
            SubmissionDecisionRepository decisions,
            UploadRepository uploads,
            SubmissionOwners owners) {
        this.components = components;
        this.decisions = decisions;
        this.uploads = uploads;
        this.owners = owners;
    }

    ReviewCase of(SubmissionEntity row) {
        return new ReviewCase(
                row.toSubmission(),
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
        return uploads.findByIdOptional(id).orElseThrow().toUpload();
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
