package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.event.Events;
import org.brandstore.event.change.Topic;
import org.brandstore.event.change.UploadChange;
import org.brandstore.naming.SnapId;

/** Writes down where submissions are on their way. What the review decides by itself goes to the audit log too. */
@ApplicationScoped
class SubmissionRecords {
    private static final String REVIEW = Actor.system("review").label();

    private final SubmissionDecisionRepository decisions;
    private final SubmissionOwners owners;
    private final Events events;
    private final Clock clock;

    SubmissionRecords(SubmissionDecisionRepository decisions, SubmissionOwners owners, Events events, Clock clock) {
        this.decisions = decisions;
        this.owners = owners;
        this.events = events;
        this.clock = clock;
    }

    void enter(SubmissionEntity row, SubmissionState state) {
        row.enter(state, clock.instant());
        UploadChange.Which upload = SubmissionOwners.told(row, owners.snap(new SnapId(row.snapId)));
        switch (state) {
            case SubmissionState.InReview review ->
                events.record(REVIEW, new UploadChange.Held(upload, codes(review.reasons())));
            case SubmissionState.Rejected rejected ->
                events.record(REVIEW, new UploadChange.Refused(upload, codes(rejected.problems())));
            case SubmissionState.Received ignored -> moved(upload);
            case SubmissionState.Scanned ignored -> moved(upload);
            case SubmissionState.Signed ignored -> moved(upload);
            case SubmissionState.Ready ignored -> moved(upload);
        }
    }

    /** Whether a person has let the submission pass. */
    boolean isApproved(UUID submission) {
        return decisions.of(submission).filter(ReviewDecision::approved).isPresent();
    }

    private void moved(UploadChange.Which upload) {
        events.publish(Topic.UPLOADS.of(upload.brand(), upload.snap()));
    }

    private static List<String> codes(List<SubmissionNote> notes) {
        return notes.stream().map(SubmissionNote::code).distinct().toList();
    }
}
