package org.brandstore.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Does something with each of several things. One that fails keeps no other from its turn: the log says why, and it is tried
 * again after a pause that doubles each time.
 */
final class EachAlone<T> {
    private static final Logger LOG = Logger.getLogger(EachAlone.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 9;

    private record Failure(int count, Instant retryAt) {}

    private final String work;
    private final Clock clock;
    private final Map<T, Failure> failures = new HashMap<>();

    /** @param work for the log, such as {@code apply a scheduled release} */
    EachAlone(String work, Clock clock) {
        this.work = work;
        this.clock = clock;
    }

    /** What is not among the things any more is forgotten. */
    synchronized void each(Collection<T> things, Consumer<T> step) {
        failures.keySet().retainAll(Set.copyOf(things));
        Instant now = clock.instant();
        for (T thing : things) {
            Failure before = failures.get(thing);
            if (before == null || !before.retryAt().isAfter(now)) {
                attempt(thing, step, before == null ? 1 : Math.min(before.count() + 1, MOST_DOUBLINGS));
            }
        }
    }

    private void attempt(T thing, Consumer<T> step, int count) {
        try {
            step.accept(thing);
            failures.remove(thing);
        } catch (RuntimeException e) {
            Duration pause = FIRST_PAUSE.multipliedBy(1L << (count - 1));
            failures.put(thing, new Failure(count, clock.instant().plus(pause)));
            LOG.errorf(e, "cannot %s, trying again: of=%s attempt=%d pause=%s", work, thing, count, pause);
        }
    }
}
