package org.brandstore.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.brandstore.problem.ErrorCategory;
import org.brandstore.problem.StoreException;
import org.jboss.logging.Logger;

/**
 * Does something with each of several things. One that fails keeps no other from its turn: the log says why, and it is tried
 * again after a pause that doubles each time. One that fails {@link #MOST_TRIES} times is given up. What cannot be done by
 * anybody, because the database or the storage is away, is no fault of the thing and is tried until it works.
 *
 * <p>Whoever selects things by the batch leaves out those that are {@link #resting}, so that no batch is full of them.
 *
 * @param <T> what a thing is known by, with {@code equals}
 */
public final class EachAlone<T> {
    static final int MOST_TRIES = 8;

    private static final Logger LOG = Logger.getLogger(EachAlone.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int MOST_DOUBLINGS = 10;
    private static final Duration AFTER_GIVING_UP = Duration.ofDays(1);

    /** Ends a thing for good, and writes down why where its owner sees it. */
    @FunctionalInterface
    public interface End<T> {
        /** @param reason of the last try */
        void giveUp(T thing, Throwable reason);
    }

    /**
     * @param tries those that count against the thing
     * @param pauses in a row
     * @param successes of all things, when it failed
     */
    private record Failure(int tries, int pauses, Instant retryAt, long successes) {}

    private final String work;
    private final int mostTries;
    private final End<T> end;
    private final Clock clock;
    private final Map<T, Failure> failures = new HashMap<>();
    private long successes;
    private long givenUp;

    /**
     * @param work for the log, such as {@code apply a scheduled release}
     * @param end of what was given up; it rests for a day, and if it is there still, it starts again
     */
    EachAlone(String work, int mostTries, End<T> end, Clock clock) {
        this.work = work;
        this.mostTries = mostTries;
        this.end = end;
        this.clock = clock;
    }

    /** Does the step with each thing that does not rest, and is not stopped by those that fail. */
    public void each(Collection<T> things, Consumer<? super T> step) {
        Set<T> resting = resting();
        things.stream().filter(thing -> !resting.contains(thing)).forEach(thing -> attempt(thing, step));
    }

    /** Does the step with one thing; false if it failed. */
    public boolean attempt(T thing, Consumer<? super T> step) {
        try {
            step.accept(thing);
            succeeded(thing);
            return true;
        } catch (RuntimeException | Error e) {
            failed(thing, e);
            return false;
        }
    }

    /** What failed and is not to be tried yet. What nobody has tried for a day after its time is forgotten. */
    public synchronized Set<T> resting() {
        Instant now = clock.instant();
        failures.values()
                .removeIf(failure -> failure.retryAt().plus(AFTER_GIVING_UP).isBefore(now));
        return failures.entrySet().stream()
                .filter(failure -> failure.getValue().retryAt().isAfter(now))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** How many things failed at their last try and will be tried again. */
    synchronized int failing() {
        return (int) failures.values().stream()
                .filter(failure -> failure.pauses() > 0)
                .count();
    }

    /** How many times a thing was given up. */
    synchronized long givenUp() {
        return givenUp;
    }

    private synchronized void succeeded(T thing) {
        failures.remove(thing);
        successes++;
    }

    private void failed(T thing, Throwable e) {
        Failure failure = note(thing, e);
        if (failure.tries() < mostTries) {
            LOG.errorf(
                    e,
                    "cannot %s, trying again: of=%s try=%d until=%s",
                    work,
                    thing,
                    failure.tries(),
                    failure.retryAt());
            return;
        }
        LOG.errorf(e, "gave up: cannot %s, tried %d times: of=%s", work, failure.tries(), thing);
        rest(thing);
        try {
            end.giveUp(thing, e);
        } catch (RuntimeException f) {
            LOG.errorf(f, "cannot write down why it was given up to %s, trying again in a day: of=%s", work, thing);
        }
    }

    private synchronized void rest(T thing) {
        givenUp++;
        failures.put(thing, new Failure(0, 0, clock.instant().plus(AFTER_GIVING_UP), successes));
    }

    private synchronized Failure note(T thing, Throwable e) {
        Failure before = failures.getOrDefault(thing, new Failure(0, 0, Instant.EPOCH, successes));
        Duration pause = FIRST_PAUSE.multipliedBy(1L << before.pauses());
        Failure failure = new Failure(
                counts(e, before) ? before.tries() + 1 : before.tries(),
                Math.min(before.pauses() + 1, MOST_DOUBLINGS),
                clock.instant().plus(pause),
                successes);
        failures.put(thing, failure);
        return failure;
    }

    /** That the database took too long counts against the thing only if it did not with others since the last try. */
    private boolean counts(Throwable e, Failure before) {
        if (e instanceof StoreException told) {
            return told.code().category() != ErrorCategory.UNAVAILABLE;
        }
        Optional<DatabaseTrouble> trouble = DatabaseTrouble.of(e);
        return trouble.isEmpty() || trouble.get() != DatabaseTrouble.AWAY || successes > before.successes();
    }
}
