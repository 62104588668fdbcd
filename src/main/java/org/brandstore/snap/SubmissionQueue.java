package org.brandstore.snap;

import jakarta.enterprise.context.ApplicationScoped;
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
import java.util.stream.Collectors;
import org.brandstore.problem.ErrorCategory;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.file.SnapContents;
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

    private record Failure(int count, Instant retryAt) {}

    private final SubmissionSteps steps;
    private final Clock clock;
    /** What failed here for a reason that may pass, with the time at which to try again. */
    private final Map<UUID, Failure> failures = new ConcurrentHashMap<>();

    SubmissionQueue(SubmissionSteps steps, Clock clock) {
        this.steps = steps;
        this.clock = clock;
    }

    /** Does everything that can be done now, but for what another replica has in hand. */
    public void workOff() {
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
            Optional<SnapContents> contents = steps.scan(id);
            contents.ifPresent(found -> finish(id, found));
            failures.remove(id);
        } catch (StoreException e) {
            if (e.code().category() == ErrorCategory.UNAVAILABLE) {
                pause(id, e);
            } else {
                steps.reject(id, e);
                failures.remove(id);
            }
        } catch (RuntimeException e) {
            pause(id, e);
        }
    }

    private void finish(UUID id, SnapContents contents) {
        try {
            steps.finish(id, contents, List.of());
        } catch (SubmissionSteps.ReleaseRefused e) {
            if (!(e.getCause() instanceof StoreException reason)
                    || reason.code().category() == ErrorCategory.UNAVAILABLE) {
                throw e;
            }
            steps.finish(id, contents, SubmissionSteps.notes(reason));
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
