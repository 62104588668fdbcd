package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.brandstore.account.PersonId;
import org.brandstore.naming.SnapId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.resource.CopyNeed;

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

    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}&&[^\\n\\t]]");

    private final SubmissionRepository rows;
    private final SubmissionRecords records;
    private final SubmittedFiles files;
    private final AutomaticReview review;
    private final HeldRevisions held;
    private final ComponentPlans components;
    private final RevisionIntake intake;
    private final SubmissionOwners owners;
    private final Event<SubmissionReady> ready;

    SubmissionSteps(
            SubmissionRepository rows,
            SubmissionRecords records,
            SubmittedFiles files,
            AutomaticReview review,
            HeldRevisions held,
            ComponentPlans components,
            RevisionIntake intake,
            SubmissionOwners owners,
            Event<SubmissionReady> ready) {
        this.rows = rows;
        this.records = records;
        this.files = files;
        this.review = review;
        this.held = held;
        this.components = components;
        this.intake = intake;
        this.owners = owners;
        this.ready = ready;
    }

    @Transactional
    Optional<UUID> next(Collection<UUID> leaveAlone) {
        return rows.oldestOpen(leaveAlone);
    }

    /**
     * From received to scanned, or rejected where a file cannot be read; what is scanned is only read again.
     *
     * @return what the files hold, if the submission is to go on
     */
    @Transactional
    Optional<SubmittedSnap> scan(UUID id) {
        SubmissionEntity row = rows.claim(id).orElse(null);
        if (row == null || row.state().isSettled() || row.state() instanceof SubmissionState.Signed) {
            return Optional.empty();
        }
        SubmittedSnap read;
        try {
            read = files.read(row);
        } catch (StoreException e) {
            if (e.code() != ErrorCode.INVALID_SNAP) {
                throw e;
            }
            records.enter(row, new SubmissionState.Rejected(notes(e)));
            return Optional.empty();
        }
        if (row.state() instanceof SubmissionState.Received) {
            records.enter(row, new SubmissionState.Scanned());
        }
        return Optional.of(read);
    }

    /**
     * From scanned to signed where the review or a person lets it pass, else to review or rejected.
     *
     * @return copies of component files that have to be made before it can go on; empty if it went on
     */
    @Transactional
    List<CopyNeed> judge(UUID id, SubmittedSnap read) {
        SubmissionEntity row = rows.claim(id).orElse(null);
        if (row == null || !(row.state() instanceof SubmissionState.Scanned)) {
            return List.of();
        }
        SnapEntity snap = owners.lockSnap(new SnapId(row.snapId));
        ReviewVerdict verdict =
                review.judge(snap.toSnap(), held.expectedNumber(row, snap), read, new PersonId(row.personId));
        row.findings = NoteColumn.write(verdict.findings());
        return switch (verdict) {
            case ReviewVerdict.Accepted ignored -> sign(row, snap, read, verdict);
            case ReviewVerdict.Held waits -> {
                if (waits.approvable() && records.isApproved(id)) {
                    yield sign(row, snap, read, verdict);
                }
                held.hold(row, snap, read);
                records.enter(row, new SubmissionState.InReview(waits.reasons()));
                yield List.of();
            }
            case ReviewVerdict.Refused refused -> {
                records.enter(row, new SubmissionState.Rejected(refused.problems()));
                yield List.of();
            }
        };
    }

    private List<CopyNeed> sign(SubmissionEntity row, SnapEntity snap, SubmittedSnap read, ReviewVerdict verdict) {
        intake.requireNew(snap, read);
        ComponentPlan plan = components.of(new SnapId(snap.id), held.expectedNumber(row, snap), read);
        if (!plan.missing().isEmpty()) {
            return plan.missing();
        }
        SnapRevision revision = intake.accept(
                snap, held.number(row, snap), read, plan.parts(), owners.person(new PersonId(row.personId)));
        row.findings = NoteColumn.write(Stream.concat(
                        verdict.findings().stream(), components.notes(revision.snap(), revision.revision()).stream())
                .toList());
        records.enter(row, new SubmissionState.Signed(revision.revision()));
        return List.of();
    }

    /**
     * From signed to ready: releases where that was asked for.
     *
     * @param withoutRelease why it is not to be released; empty to release it
     * @throws ReleaseRefused if the release was refused; nothing was done then
     */
    @Transactional
    void finish(UUID id, List<SubmissionNote> withoutRelease) {
        SubmissionEntity row = rows.claim(id).orElse(null);
        if (row == null || !(row.state() instanceof SubmissionState.Signed signed)) {
            return;
        }
        Snap snap = owners.lockSnap(new SnapId(row.snapId)).toSnap();
        records.enter(row, new SubmissionState.Ready(signed.revision(), withoutRelease));
        Submission submission = row.toSubmission();
        if (withoutRelease.isEmpty() && !submission.channels().isEmpty()) {
            rows.flush();
            SnapRevision revision = owners.revision(snap.id(), signed.revision());
            try {
                owners.requireMayRelease(submission.person(), snap);
                ready.fire(new SubmissionReady(
                        snap, revision, submission.channels(), submission.person(), submission.createdAt()));
            } catch (StoreException e) {
                throw new ReleaseRefused(e);
            }
        }
    }

    /** Ends a submission that cannot go on: refused, or where there is a revision already, ready but not released. */
    @Transactional
    void reject(UUID id, StoreException reason) {
        rows.claim(id)
                .filter(row -> !row.state().isSettled())
                .ifPresent(row -> records.enter(
                        row,
                        row.state() instanceof SubmissionState.Signed signed
                                ? new SubmissionState.Ready(signed.revision(), notes(reason))
                                : new SubmissionState.Rejected(notes(reason))));
    }

    static List<SubmissionNote> notes(StoreException e) {
        return e.details().stream().map(SubmissionSteps::note).toList();
    }

    private static SubmissionNote note(ErrorDetail detail) {
        return new SubmissionNote(detail.code().wireCode(), printable(detail.message()));
    }

    /** A reason that quotes what cannot be kept must be kept. */
    private static String printable(String message) {
        return UNPRINTABLE.matcher(message).replaceAll("\ufffd");
    }
}
