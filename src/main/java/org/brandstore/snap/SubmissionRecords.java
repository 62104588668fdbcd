package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.event.Change;
import org.brandstore.event.Events;
import org.brandstore.event.StoreChanged;
import org.brandstore.event.Topic;
import org.brandstore.naming.SnapId;

/** Writes down where submissions are on their way. What the review decides by itself goes to the audit log too. */
@ApplicationScoped
class SubmissionRecords {
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
        StoreChanged event = new StoreChanged(Topic.UPLOADS, row.snapId);
        switch (state) {
            case SubmissionState.InReview review -> record(row, "snap.upload-held", review.reasons(), event);
            case SubmissionState.Rejected rejected -> record(row, "snap.upload-refused", rejected.problems(), event);
            case SubmissionState.Received ignored -> events.publish(event);
            case SubmissionState.Scanned ignored -> events.publish(event);
            case SubmissionState.Signed ignored -> events.publish(event);
            case SubmissionState.Ready ignored -> events.publish(event);
        }
    }

    /** Whether a person has let the submission pass. */
    boolean isApproved(UUID submission) {
        return decisions.of(submission).filter(ReviewDecision::approved).isPresent();
    }

    private void record(SubmissionEntity row, String action, List<SubmissionNote> notes, StoreChanged event) {
        Snap snap = owners.snap(new SnapId(row.snapId));
        events.record(new Change(
                Actor.system("review").label(),
                action,
                "submission/" + row.id,
                snap.brand(),
                Map.of(),
                Map.of(
                        "snap", snap.name().value(),
                        "codes",
                                notes.stream()
                                        .map(SubmissionNote::code)
                                        .distinct()
                                        .toList()),
                "",
                List.of(event)));
    }
}
