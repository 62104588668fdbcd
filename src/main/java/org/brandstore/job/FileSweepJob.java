package org.brandstore.job;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.brandstore.snap.storage.FileSweep;

/** Keeps the blob store from filling up with files of nobody's. */
@Singleton
class FileSweepJob {
    private final FileSweep sweep;

    FileSweepJob(FileSweep sweep) {
        this.sweep = sweep;
    }

    @Scheduled(every = "6h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        sweep.run();
    }
}
