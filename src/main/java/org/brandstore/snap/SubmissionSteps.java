package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.brandstore.account.People;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.event.Events;
import org.brandstore.event.StoreChanged;
import org.brandstore.event.Topic;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.file.SnapContents;

/**
 * The steps of a submission, each one transaction that begins with the lock on its row. What another replica has in hand is
 * left alone; what was cut by a crash is found again in the state before the step.
 */
@ApplicationScoped
class SubmissionSteps {
    /** The release that belongs to a submission was refused; the step is to be repeated without it. */
    static final class ReleaseRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ReleaseRefused(StoreException cause) {
            super(cause.getMessage(), cause);
        }
    }

    private final SubmissionRepository rows;
    private final SubmittedFiles files;
    private final RevisionIntake intake;
    private final People people;
    private final Event<SubmissionReady> ready;
    private final Events events;
    private final Clock clock;

    SubmissionSteps(
            SubmissionRepository rows,
            SubmittedFiles files,
            RevisionIntake intake,
            People people,
            Event<SubmissionReady> ready,
            Events events,
            Clock clock) {
        this.rows = rows;
        this.files = files;
        this.intake = intake;
        this.people = people;
        this.ready = ready;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    Optional<UUID> next(Collection<UUID> leaveAlone) {
        return rows.oldestOpen(leaveAlone);
    }

    /**
     * Reads the file and judges it.
     *
     * @return what it holds, if it is to become a revision now
     */
    @Transactional
    Optional<SnapContents> scan(UUID id) {
        SubmissionEntity row = rows.claim(id).orElse(null);
        if (row == null || row.state().isSettled()) {
            return Optional.empty();
        }
        SnapContents contents;
        try {
            contents = files.read(row);
        } catch (StoreException e) {
            if (e.code() != ErrorCode.INVALID_SNAP) {
                throw e;
            }
            enter(row, new SubmissionState.Rejected(notes(e)));
            return Optional.empty();
        }
        Verdict verdict = files.judge(row, contents);
        row.findings = NoteColumn.write(verdict.findings());
        return switch (verdict) {
            case Verdict.Accepted ignored -> {
                enter(row, new SubmissionState.Scanned());
                yield Optional.of(contents);
            }
            case Verdict.Held held -> {
                enter(row, new SubmissionState.InReview(held.reasons()));
                yield Optional.empty();
            }
            case Verdict.Refused refused -> {
                enter(row, new SubmissionState.Rejected(refused.problems()));
                yield Optional.empty();
            }
        };
    }

    /**
     * Makes the revision and releases it where that was asked for.
     *
     * @param withoutRelease why it is not to be released; empty to release it
     * @throws ReleaseRefused if the release was refused; nothing was done then
     */
    @Transactional
    void finish(UUID id, SnapContents contents, List<SubmissionNote> withoutRelease) {
        SubmissionEntity row = rows.claim(id).orElse(null);
        if (row == null || row.state().isSettled()) {
            return;
        }
        Person person = people.find(new PersonId(row.personId)).orElseThrow();
        SnapEntity snap = files.lockSnap(new SnapId(row.snapId));
        SnapRevision revision = intake.accept(snap, files.blob(row), contents, person);
        enter(row, new SubmissionState.Ready(revision.revision(), withoutRelease));
        Submission submission = row.toSubmission();
        if (withoutRelease.isEmpty() && !submission.channels().isEmpty()) {
            rows.flush();
            try {
                ready.fire(new SubmissionReady(snap.toSnap(), revision, submission.channels(), submission.person()));
            } catch (StoreException e) {
                throw new ReleaseRefused(e);
            }
        }
    }

    @Transactional
    void reject(UUID id, StoreException reason) {
        rows.claim(id)
                .filter(row -> !row.state().isSettled())
                .ifPresent(row -> enter(row, new SubmissionState.Rejected(notes(reason))));
    }

    private void enter(SubmissionEntity row, SubmissionState state) {
        row.enter(state, clock.instant());
        events.publish(new StoreChanged(Topic.UPLOADS, row.snapId));
    }

    static List<SubmissionNote> notes(StoreException e) {
        return e.details().stream().map(SubmissionSteps::note).toList();
    }

    private static SubmissionNote note(ErrorDetail detail) {
        return new SubmissionNote(detail.code().wireCode(), detail.message());
    }
}
