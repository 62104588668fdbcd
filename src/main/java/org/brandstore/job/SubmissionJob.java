package org.brandstore.job;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import org.brandstore.snap.SubmissionQueue;
import org.brandstore.snap.upload.Uploads;

/** Turns submissions into revisions, and forgets uploads that nobody claimed. */
@Singleton
class SubmissionJob {
    private final SubmissionQueue queue;
    private final Uploads uploads;

    SubmissionJob(SubmissionQueue queue, Uploads uploads) {
        this.queue = queue;
        this.uploads = uploads;
    }

    /** What this replica took in is worked on at once; this finds what a crash left behind and what has to be tried again. */
    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void workOff() {
        queue.workOff();
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void expire() {
        uploads.expire();
    }
}
