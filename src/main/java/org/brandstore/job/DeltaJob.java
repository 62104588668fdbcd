package org.brandstore.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import org.brandstore.refresh.DeltaDemand;
import org.brandstore.snap.delta.DeltaCleanUp;
import org.brandstore.snap.delta.DeltaMill;

/** Has deltas made while nobody waits for them. */
@Singleton
class DeltaJob {
    private final DeltaDemand demand;
    private final DeltaMill mill;
    private final DeltaCleanUp cleanUp;

    DeltaJob(DeltaDemand demand, DeltaMill mill, DeltaCleanUp cleanUp) {
        this.demand = demand;
        this.mill = mill;
        this.cleanUp = cleanUp;
    }

    /** What the fleet will need after a release. */
    @Scheduled(every = "1m", delayed = "15s", identity = "delta-plan", concurrentExecution = ConcurrentExecution.SKIP)
    void plan() {
        if (mill.standing().working()) {
            demand.plan();
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
