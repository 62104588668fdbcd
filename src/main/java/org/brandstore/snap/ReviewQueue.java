package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.PersonId;
import org.brandstore.account.Role;
import org.brandstore.account.person.Selves;
import org.brandstore.approval.Deciding;
import org.brandstore.event.Checked;
import org.brandstore.event.Events;
import org.brandstore.event.Reason;
import org.brandstore.event.change.UploadChange;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.review.ReviewCheck;
import org.brandstore.store.Memberships;

/**
 * The submissions that a rule held back. Who decides must be a reviewer or administrator of the snap's home store and must
 * not be who uploaded; one decision is final. What was approved goes on by itself: it is signed, and released where the
 * developer asked for it.
 */
@ApplicationScoped
public class ReviewQueue {
    private final SubmissionRepository rows;
    private final SubmissionDecisionRepository decisions;
    private final ReviewCases cases;
    private final Snaps snaps;
    private final Memberships memberships;
    private final Selves selves;
    private final Events events;
    private final Event<SubmissionTaken> taken;
    private final Clock clock;

    ReviewQueue(
            SubmissionRepository rows,
            SubmissionDecisionRepository decisions,
            ReviewCases cases,
            Snaps snaps,
            Memberships memberships,
            Selves selves,
            Events events,
            Event<SubmissionTaken> taken,
            Clock clock) {
        this.rows = rows;
        this.decisions = decisions;
        this.cases = cases;
        this.snaps = snaps;
        this.memberships = memberships;
        this.selves = selves;
        this.events = events;
        this.taken = taken;
        this.clock = clock;
    }

    /** What waits for a person in these stores, oldest first. */
    @Transactional
    public List<ReviewCase> waiting(Collection<StoreId> stores) {
        List<SnapId> ids = snaps.ofStores(stores).stream().map(Snap::id).toList();
        return rows.inReview(ids).stream().map(cases::of).toList();
    }

    /** How many submissions wait for a person in these stores. */
    @Transactional
    public long count(Collection<StoreId> stores) {
        return rows.countInReview(snaps.ofStores(stores).stream().map(Snap::id).toList());
    }

    /** A submission in any state. Whether the caller may see it is theirs to check. */
    @Transactional
    public Optional<ReviewCase> of(UUID submission) {
        return rows.findByIdOptional(submission).map(cases::of);
    }

    /** Whether the person could decide about it now. */
    @Transactional
    public boolean mayDecide(ReviewCase review, Person person) {
        return review.submission().state() instanceof SubmissionState.InReview
                && !selves.areOne(review.submission().person(), person.id())
                && isReviewer(memberships.roles(person.id(), review.snap().store()));
    }

    /**
     * Lets a submission pass. Whoever has decided so already changes nothing.
     *
     * @param reason for the audit log, for ever
     * @throws StoreException {@link ErrorCode#RESOURCE_NOT_FOUND} if the person has nothing to do with the store,
     *     {@link ErrorCode#RESOURCE_FORBIDDEN} without the role, {@link ErrorCode#FOUR_EYES} for the uploader,
     *     {@link ErrorCode#CONFLICT} if it does not wait, or if no approval could make it a revision
     */
    @Transactional
    @Checked(value = UploadChange.Approved.class, because = "a reviewer or administrator who has not uploaded it")
    public ReviewCase approve(UUID submission, Person by, String reason, Actor actor) {
        SubmissionEntity row = requireDecidable(submission, by);
        if (hasDecided(row, by, true)) {
            return cases.of(row);
        }
        requireWaiting(row);
        requireFourEyes(row, by);
        String why = Reason.require(reason);
        if (waitsForGrant(row)) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot approve the upload: nobody may sign its provenance; grant a revision-authority first");
        }
        decide(row, by, "approved", why);
        row.enter(new SubmissionState.Scanned(), clock.instant());
        events.record(actor.label(), new UploadChange.Approved(told(row), why));
        taken.fire(new SubmissionTaken(row.id));
        return cases.of(row);
    }

    /** Refuses a submission for good. Throws as {@link #approve}. */
    @Transactional
    @Checked(value = UploadChange.Rejected.class, because = "a reviewer or administrator who has not uploaded it")
    public ReviewCase reject(UUID submission, Person by, String reason, Actor actor) {
        SubmissionEntity row = requireDecidable(submission, by);
        if (hasDecided(row, by, false)) {
            return cases.of(row);
        }
        requireWaiting(row);
        requireFourEyes(row, by);
        String why = Reason.require(reason);
        decide(row, by, "rejected", why);
        row.enter(
                new SubmissionState.Rejected(List.of(
                        new SubmissionNote("rejected-by-reviewer", "a reviewer has rejected the upload: " + why))),
                clock.instant());
        events.record(actor.label(), new UploadChange.Rejected(told(row), why));
        return cases.of(row);
    }

    /**
     * Has the automatic review look again, after a grant or with another policy. Uploaders may ask for it too. What is being
     * looked at is left to that.
     *
     * @throws StoreException as {@link #approve}, but never {@link ErrorCode#FOUR_EYES}
     */
    @Transactional
    public ReviewCase lookAgain(UUID submission, Person by, Actor actor) {
        SubmissionEntity row = requireDecidable(submission, by);
        if (!row.state().isSettled()) {
            return cases.of(row);
        }
        requireWaiting(row);
        row.enter(new SubmissionState.Scanned(), clock.instant());
        events.record(actor.label(), new UploadChange.ReviewRepeated(told(row)));
        taken.fire(new SubmissionTaken(row.id));
        return cases.of(row);
    }

    /** Everything of a snap that waits; nobody decides about it until the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<UUID> lockWaiting(SnapId snap) {
        List<UUID> waiting = rows.inReview(List.of(snap)).stream()
                .map(row -> row.id)
                .sorted(Comparator.comparing(UUID::toString))
                .toList();
        return waiting.stream().map(id -> rows.findLocked(id).orElseThrow().id).toList();
    }

    /** Has what {@link #lockWaiting} gave looked at again, because what counts for it has changed. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lookAgain(List<UUID> waiting, Actor actor) {
        for (UUID id : waiting) {
            SubmissionEntity row = rows.findLocked(id).orElseThrow();
            if (row.state() instanceof SubmissionState.InReview) {
                row.enter(new SubmissionState.Scanned(), clock.instant());
                events.record(actor.label(), new UploadChange.ReviewRepeated(told(row)));
                taken.fire(new SubmissionTaken(row.id));
            }
        }
    }

    private SubmissionEntity requireDecidable(UUID id, Person by) {
        SubmissionEntity row = rows.findLocked(id).orElseThrow(ReviewQueue::notFound);
        Snap snap = snaps.require(new SnapId(row.snapId));
        Set<Role> roles = memberships.roles(by.id(), snap.store());
        if (roles.isEmpty()) {
            throw notFound();
        }
        boolean uploader = row.personId.equals(by.id().value());
        if (!isReviewer(roles) && !uploader) {
            throw new StoreException(
                    ErrorCode.RESOURCE_FORBIDDEN,
                    "cannot decide about uploads of snap " + snap.name()
                            + ": this needs the role reviewer or admin in the snap's store");
        }
        return row;
    }

    private static void requireWaiting(SubmissionEntity row) {
        if (!(row.state() instanceof SubmissionState.InReview)) {
            throw new StoreException(
                    ErrorCode.CONFLICT,
                    "cannot decide about the upload: it does not wait for a review, it is " + row.state);
        }
    }

    private boolean hasDecided(SubmissionEntity row, Person by, boolean approved) {
        return decisions
                .of(row.id)
                .filter(decision -> decision.person().equals(by.id()) && decision.approved() == approved)
                .isPresent();
    }

    /** Whether the person, or who may be the same one, has ever sent a file of the snap. */
    @Transactional
    public boolean hasUploaded(PersonId person, SnapId snap) {
        return rows.uploaders(snap).stream().anyMatch(uploader -> selves.areOne(uploader, person));
    }

    private void requireFourEyes(SubmissionEntity row, Person by) {
        if (row.personId.equals(by.id().value())) {
            throw new StoreException(
                    ErrorCode.FOUR_EYES,
                    "cannot decide about your own upload: somebody else with the role reviewer or admin must");
        }
        selves.requireTwo(new PersonId(row.personId), by.id(), "decide about this upload");
    }

    private static boolean waitsForGrant(SubmissionEntity row) {
        return row.state() instanceof SubmissionState.InReview review
                && review.reasons().stream()
                        .flatMap(reason -> ReviewCheck.find(reason.code()).stream())
                        .anyMatch(check -> !check.isConfigurable());
    }

    private static boolean isReviewer(Set<Role> roles) {
        return Deciding.UPLOADS.allows(roles);
    }

    private void decide(SubmissionEntity row, Person by, String verdict, String why) {
        SubmissionDecisionEntity decision = new SubmissionDecisionEntity();
        decision.submissionId = row.id;
        decision.personId = by.id().value();
        decision.verdict = verdict;
        decision.reason = why;
        decision.at = clock.instant();
        decisions.persistAndFlush(decision);
    }

    private UploadChange.Which told(SubmissionEntity row) {
        return SubmissionOwners.told(row, snaps.require(new SnapId(row.snapId)));
    }

    private static StoreException notFound() {
        return new StoreException(ErrorCode.RESOURCE_NOT_FOUND, "cannot find the upload: there is none with this id");
    }
}
