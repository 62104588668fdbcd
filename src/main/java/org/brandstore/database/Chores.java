package org.brandstore.database;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** All work that the store does by itself with one thing after the other, so that what fails of it is seen in one place. */
@ApplicationScoped
public class Chores {
    private final Clock clock;
    private final List<EachAlone<?>> all = new CopyOnWriteArrayList<>();

    public Chores(Clock clock) {
        this.clock = clock;
    }

    /**
     * Work whose things are ended for good when they were tried often enough.
     *
     * @param work for the log, such as {@code apply a scheduled release}
     */
    public <T> EachAlone<T> ending(String work, EachAlone.End<T> end) {
        return ending(work, EachAlone.MOST_TRIES, end);
    }

    /** The same with fewer tries. */
    public <T> EachAlone<T> ending(String work, int mostTries, EachAlone.End<T> end) {
        return add(new EachAlone<>(work, mostTries, end, clock));
    }

    /** Work whose things rest for a day when they were tried often enough. */
    public <T> EachAlone<T> resting(String work) {
        return add(new EachAlone<>(work, EachAlone.MOST_TRIES, (thing, reason) -> {}, clock));
    }

    private <T> EachAlone<T> add(EachAlone<T> work) {
        all.add(work);
        return work;
    }

    /** How many things failed at their last try here. */
    public int failing() {
        return all.stream().mapToInt(EachAlone::failing).sum();
    }

    /** How often a thing was given up here since the start. */
    public long givenUp() {
        return all.stream().mapToLong(EachAlone::givenUp).sum();
    }
}
