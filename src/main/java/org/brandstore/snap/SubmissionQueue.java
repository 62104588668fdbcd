package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.brandstore.database.Chores;
import org.brandstore.database.DatabaseTrouble;
import org.brandstore.database.EachAlone;
import org.brandstore.problem.ErrorCategory;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.resource.ComponentCopier;
import org.brandstore.snap.resource.CopyNeed;

/**
 * Works off the open submissions, oldest first and those of one snap in the order in which they came. The queue is the table
 * itself, so a restart loses nothing and several replicas can work at once.
 */
@ApplicationScoped
public class SubmissionQueue {
    /** How often copies that somebody else needed too are made anew at once. */
    private static final int MAX_ROUNDS = 4;

    private final SubmissionSteps steps;
    private final ComponentCopier copier;
    private final ExecutorService workers;
    /** How many calls want the queue worked off; the first of them does it for all. */
    private final AtomicInteger wanted = new AtomicInteger();

    private final EachAlone<UUID> each;

    SubmissionQueue(SubmissionSteps steps, ComponentCopier copier, ExecutorService workers, Chores chores) {
        this.steps = steps;
        this.copier = copier;
        this.workers = workers;
        this.each = chores.ending("work on a submission", this::giveUp);
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) SubmissionTaken taken) {
        workers.execute(this::workOff);
    }

    /** Does everything that can be done now, but for what another replica or another thread has in hand. */
    public void workOff() {
        if (wanted.getAndIncrement() > 0) {
            return;
        }
        try {
            int seen;
            do {
                seen = wanted.get();
                drain();
            } while (!wanted.compareAndSet(seen, 0));
        } catch (RuntimeException e) {
            wanted.set(0);
            throw e;
        }
    }

    private void drain() {
        Set<UUID> done = new HashSet<>(each.resting());
        for (Optional<UUID> next = steps.next(done); next.isPresent(); next = steps.next(done)) {
            done.add(next.get());
            each.attempt(next.get(), this::work);
        }
    }

    /** What the file is at fault for ends the submission at once; all else is tried again. */
    private void work(UUID id) {
        try {
            steps.scan(id).ifPresent(read -> judge(id, read));
            finish(id);
        } catch (StoreException e) {
            if (e.code().category() == ErrorCategory.UNAVAILABLE) {
                throw e;
            }
            steps.reject(id, e);
        } catch (RuntimeException e) {
            if (DatabaseTrouble.of(e).filter(DatabaseTrouble.UNKEEPABLE::equals).isEmpty()) {
                throw e;
            }
            steps.reject(
                    id,
                    new StoreException(
                            ErrorCode.INVALID_SNAP,
                            "cannot keep what the file says of itself: a text is too long or has a zero character",
                            e));
        }
    }

    /** Copies take as long as their files are large, so they are made between two transactions. */
    private void judge(UUID id, SubmittedSnap read) {
        SubmittedSnap files = read;
        List<CopyNeed> missing = steps.judge(id, files);
        for (int round = 0; !missing.isEmpty(); round++) {
            if (round == MAX_ROUNDS) {
                throw new StoreException(
                        ErrorCode.UNAVAILABLE,
                        "cannot give the revision components of its own yet: other uploads keep coming between");
            }
            files = files.with(missing.stream().map(copier::copy).toList());
            missing = steps.judge(id, files);
        }
    }

    /** Others of the same snap wait behind it. */
    private void giveUp(UUID id, Throwable reason) {
        steps.reject(
                id,
                new StoreException(
                        ErrorCode.INTERNAL,
                        "cannot process the file: the store fails at it again and again; tell its operator the number of"
                                + " this upload, " + id,
                        reason));
    }

    private void finish(UUID id) {
        try {
            steps.finish(id, List.of());
        } catch (SubmissionSteps.ReleaseRefused e) {
            if (!(e.getCause() instanceof StoreException reason)
                    || reason.code().category() == ErrorCategory.UNAVAILABLE) {
                throw e;
            }
            steps.finish(id, SubmissionSteps.notes(reason));
        }
    }
}
