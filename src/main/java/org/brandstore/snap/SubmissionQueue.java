package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.brandstore.database.DatabaseTrouble;
import org.brandstore.problem.ErrorCategory;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.resource.ComponentCopier;
import org.brandstore.snap.resource.CopyNeed;
import org.jboss.logging.Logger;

/**
 * Works off the open submissions, oldest first and those of one snap in the order in which they came. The queue is the table
 * itself, so a restart loses nothing and several replicas can work at once.
 */
@ApplicationScoped
public class SubmissionQueue {
    private static final Logger LOG = Logger.getLogger(SubmissionQueue.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final int MAX_DOUBLINGS = 7;
    /** Attempts that fail for no known reason, over about a minute. */
    private static final int MAX_FAULTS = 5;
    /** How often copies that somebody else needed too are made anew at once. */
    private static final int MAX_ROUNDS = 4;

    private record Failure(int count, Instant retryAt) {}

    private final SubmissionSteps steps;
    private final ComponentCopier copier;
    private final ExecutorService workers;
    private final Clock clock;
    /** How many calls want the queue worked off; the first of them does it for all. */
    private final AtomicInteger wanted = new AtomicInteger();
    /** What failed here for a reason that may pass, with the time at which to try again. */
    private final Map<UUID, Failure> failures = new ConcurrentHashMap<>();

    SubmissionQueue(SubmissionSteps steps, ComponentCopier copier, ExecutorService workers, Clock clock) {
        this.steps = steps;
        this.copier = copier;
        this.workers = workers;
        this.clock = clock;
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
        Set<UUID> done = waiting();
        for (Optional<UUID> next = steps.next(done); next.isPresent(); next = steps.next(done)) {
            done.add(next.get());
            work(next.get());
        }
    }

    private Set<UUID> waiting() {
        Instant now = clock.instant();
        return failures.entrySet().stream()
                .filter(failure -> failure.getValue().retryAt().isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private void work(UUID id) {
        try {
            steps.scan(id).ifPresent(read -> judge(id, read));
            finish(id);
            failures.remove(id);
        } catch (StoreException e) {
            if (e.code().category() == ErrorCategory.UNAVAILABLE) {
                pause(id, e);
            } else {
                refuse(id, e);
            }
        } catch (RuntimeException e) {
            failed(id, e);
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

    /** What the database can never keep, and what fails again and again, ends here: others wait behind it. */
    private void failed(UUID id, RuntimeException e) {
        switch (DatabaseTrouble.of(e).orElse(DatabaseTrouble.FAULT)) {
            case AWAY, CLASH -> pause(id, e);
            case UNKEEPABLE ->
                giveUp(
                        id,
                        new StoreException(
                                ErrorCode.INVALID_SNAP,
                                "cannot keep what the file says of itself: a text is too long or has a zero character",
                                e));
            case FAULT -> {
                Failure known = failures.get(id);
                if (known != null && known.count() >= MAX_FAULTS) {
                    giveUp(
                            id,
                            new StoreException(
                                    ErrorCode.INTERNAL,
                                    "cannot process the file: the store fails at it again and again; tell its operator the"
                                            + " number of this upload, " + id,
                                    e));
                } else {
                    pause(id, e);
                }
            }
        }
    }

    private void giveUp(UUID id, StoreException reason) {
        LOG.errorf(reason, "gave up on a submission: submission=%s", id);
        refuse(id, reason);
    }

    private void refuse(UUID id, StoreException reason) {
        try {
            steps.reject(id, reason);
            failures.remove(id);
        } catch (RuntimeException e) {
            pause(id, e);
        }
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

    private void pause(UUID id, RuntimeException e) {
        Failure known = failures.get(id);
        int count = known == null ? 1 : Math.min(known.count() + 1, MAX_DOUBLINGS);
        Duration pause = FIRST_PAUSE.multipliedBy(1L << (count - 1));
        failures.put(id, new Failure(count, clock.instant().plus(pause)));
        LOG.warnf(e, "cannot work on a submission, trying again: submission=%s pause=%s", id, pause);
    }
}
