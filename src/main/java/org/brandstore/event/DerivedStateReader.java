package org.brandstore.event;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.brandstore.event.change.StoreChanged;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps one state fresh, in a thread of its own, so that a slow or failing one holds up neither the feed nor the others. */
final class DerivedStateReader {
    private static final Logger LOG = Logger.getLogger(DerivedStateReader.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
    /** So long may devices be told what was true before, once the database is back. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** More than that, and everything is read at once. */
    private static final int MOST_CHANGES = 1_000;

    /** How often a part is tried by itself. */
    private static final int MOST_PARTS = 3;

    private final DerivedState state;
    private final Duration rereadEvery;
    private final Clock clock;
    /** The oldest change that is not applied. */
    private @Nullable Instant dirtySince;
    /** The oldest change since the present reading began, which may have missed it. */
    private @Nullable Instant changedSince;

    /** What waits to be applied; if nobody knows what, or there is too much of it, everything does. */
    private final Set<StoreChanged> waiting = new LinkedHashSet<>();

    private boolean everything;
    private boolean running = true;

    DerivedStateReader(DerivedState state, Duration rereadEvery, Clock clock) {
        this.state = state;
        this.rereadEvery = rereadEvery;
        this.clock = clock;
    }

    /** Reads for the first time, in the thread of the caller. */
    void readFirst() {
        state.read();
    }

    void start() {
        Thread.ofPlatform().name(state.name()).daemon(true).start(this::run);
    }

    synchronized void stop() {
        running = false;
        notifyAll();
    }

    void changed(StoreChanged change) {
        if (mayConcern(change)) {
            heard(change);
        }
    }

    /** Each change is told once, so that one which cannot be judged must not be lost, here or for the states after this one. */
    private boolean mayConcern(StoreChanged change) {
        try {
            return state.concerns(change);
        } catch (RuntimeException e) {
            LOG.warnf(e, "cannot tell whether %s concerns %s, so it is read anew", change, state.name());
            return true;
        }
    }

    private synchronized void heard(StoreChanged change) {
        if (waiting.size() < MOST_CHANGES) {
            waiting.add(change);
        } else {
            everything = true;
        }
        wake();
    }

    /** Nobody knows what has changed. */
    synchronized void dirty() {
        everything = true;
        wake();
    }

    private synchronized void wake() {
        Instant now = clock.instant();
        dirtySince = dirtySince == null ? now : dirtySince;
        changedSince = changedSince == null ? now : changedSince;
        notifyAll();
    }

    /** Since when a change waits to be applied; empty if none does. */
    synchronized Optional<Instant> dirtySince() {
        return Optional.ofNullable(dirtySince);
    }

    private void run() {
        Duration pause = FIRST_PAUSE;
        int failures = 0;
        try {
            while (awaitWork()) {
                Work work = take();
                if (read(work, failures)) {
                    clean();
                    pause = FIRST_PAUSE;
                    failures = 0;
                } else {
                    failures++;
                    Thread.sleep(pause);
                    Duration doubled = pause.multipliedBy(2);
                    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
                    again(work, failures);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param failures how often it failed in a row before; only the first is told, and the end of them */
    private boolean read(Work work, int failures) {
        try {
            if (work.everything()) {
                state.read();
            } else if (work.changes().isEmpty()) {
                state.reread();
            } else {
                state.read(work.changes());
            }
            if (failures > 0) {
                LOG.infof("read %s anew after %d failures", state.name(), failures);
            }
            return true;
        } catch (RuntimeException | Error e) {
            LOG.logf(
                    failures == 0 ? Logger.Level.ERROR : Logger.Level.DEBUG,
                    "cannot read %s anew, the former is used until that succeeds: %s",
                    state.name(),
                    e);
            return false;
        }
    }

    private synchronized boolean awaitWork() throws InterruptedException {
        long rereadAt = System.nanoTime() + rereadEvery.toNanos();
        while (running && dirtySince == null) {
            long left = (rereadAt - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            wait(left);
        }
        return running;
    }

    /** @param everything else only what the changes are about, and if there are none, nothing is known to have changed */
    private record Work(boolean everything, Set<StoreChanged> changes) {}

    private synchronized Work take() {
        Work work = new Work(everything, Set.copyOf(waiting));
        everything = false;
        waiting.clear();
        changedSince = null;
        return work;
    }

    /** What cannot be read by itself may be no more than one bad change: then all is read, which does not look at it. */
    private synchronized void again(Work work, int failures) {
        everything |= work.everything() || failures >= MOST_PARTS;
        work.changes().forEach(this::heard);
        wake();
    }

    private synchronized void clean() {
        dirtySince = changedSince;
    }
}
