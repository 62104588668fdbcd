package org.brandstore.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.brandstore.catalog.Catalog;
import org.brandstore.catalog.read.Catalogs;
import org.brandstore.delta.DeltaDemand;
import org.brandstore.snap.delta.DeltaCleanUp;
import org.brandstore.snap.delta.DeltaMaker;
import org.jspecify.annotations.Nullable;

/** Has deltas made while nobody waits for them. */
@Singleton
class DeltaJob {
    /** How long devices may drift away from what they ran at the last plan, if nothing is released. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final DeltaDemand demand;
    private final DeltaMaker mill;
    private final DeltaCleanUp cleanUp;
    private final Catalogs catalogs;
    private final Clock clock;
    private @Nullable Catalog planned;
    private Instant plannedAt = Instant.EPOCH;

    DeltaJob(DeltaDemand demand, DeltaMaker mill, DeltaCleanUp cleanUp, Catalogs catalogs, Clock clock) {
        this.demand = demand;
        this.mill = mill;
        this.cleanUp = cleanUp;
        this.catalogs = catalogs;
        this.clock = clock;
    }

    /** What the fleet will need after a release. It means looking at all devices, so nothing new is planned for once. */
    @Scheduled(every = "1m", delayed = "15s", identity = "delta-plan", concurrentExecution = ConcurrentExecution.SKIP)
    void plan() {
        Catalog catalog = catalogs.current();
        Instant now = clock.instant();
        boolean due = catalog != planned || now.isAfter(plannedAt.plus(LONGEST));
        if (due && mill.standing().working()) {
            demand.plan();
            planned = catalog;
            plannedAt = now;
        }
    }

    @Scheduled(every = "5s", identity = "deltas", concurrentExecution = ConcurrentExecution.SKIP)
    void work() {
        boolean more = mill.standing().working();
        if (more) {
            demand.passOn();
        }
        while (more) {
            more = mill.workOne();
        }
    }

    /** What is needed is noted before anything goes. */
    @Scheduled(
            every = "1h",
            delayed = "1h",
            identity = "delta-clean-up",
            concurrentExecution = ConcurrentExecution.SKIP)
    void cleanUp() {
        demand.noteNeeded();
        cleanUp.run();
    }
}
