package org.brandstore.job;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.brandstore.snap.SubmissionQueue;
import org.brandstore.snap.Uploads;

/** Turns submissions into revisions, and forgets uploads that nobody claimed. */
@Singleton
class SubmissionJob {
    private final SubmissionQueue queue;
    private final Uploads uploads;

    SubmissionJob(SubmissionQueue queue, Uploads uploads) {
        this.queue = queue;
        this.uploads = uploads;
    }

    /** Developers wait for this and ask once a second. */
    @Scheduled(every = "0.5s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void workOff() {
        queue.workOff();
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void expire() {
        uploads.expire();
    }
}
