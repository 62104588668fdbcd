package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;

/** The files that a rule held back, which have numbers though they are no revisions (publisher-api.md 4.12). */
@ApplicationScoped
public class HeldRevisions {
    private final HeldRevisionRepository rows;
    private final Clock clock;

    HeldRevisions(HeldRevisionRepository rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    /** What waits, is being looked at or was rejected of a snap, newest first. */
    @Transactional
    public List<HeldRevision> of(SnapId snap) {
        return rows.openOrRejected(snap).stream()
                .map(row -> row.held().toHeld(state(row.state())))
                .toList();
    }

    /** The number under which a submission's file is held, or was; empty if no rule held it. */
    @Transactional
    public Optional<Revision> of(UUID submission) {
        return rows.findBySubmission(submission).map(row -> new Revision(row.revision));
    }

    /** Whether the number is that of a file which may become a revision yet. */
    boolean mayBecome(SnapId snap, Revision revision) {
        return of(snap).stream()
                .anyMatch(held -> held.revision().equals(revision) && held.state() != HeldRevision.State.REJECTED);
    }

    /** Gives a held file the next number of its snap, unless it has one. The snap's row is locked by the caller. */
    void hold(SubmissionEntity submission, SnapEntity snap, SubmittedSnap files) {
        if (rows.findBySubmission(submission.id).isEmpty()) {
            HeldRevisionEntity row = HeldRevisionEntity.of(files);
            row.snapId = snap.id;
            row.revision = ++snap.lastRevision;
            row.submissionId = submission.id;
            row.createdAt = clock.instant();
            rows.persist(row);
        }
    }

    /** The number of the revision that a submission becomes: the one that it was held under, else the snap's next. */
    int number(SubmissionEntity submission, SnapEntity snap) {
        return rows.findBySubmission(submission.id).map(row -> row.revision).orElseGet(() -> ++snap.lastRevision);
    }

    /** The number that {@link #number} would give now; it is not given by asking. */
    int expectedNumber(SubmissionEntity submission, SnapEntity snap) {
        return rows.findBySubmission(submission.id).map(row -> row.revision).orElse(snap.lastRevision + 1);
    }

    private static HeldRevision.State state(String submission) {
        return switch (submission) {
            case "review" -> HeldRevision.State.WAITING;
            case "rejected" -> HeldRevision.State.REJECTED;
            default -> HeldRevision.State.IN_REVIEW;
        };
    }
}
