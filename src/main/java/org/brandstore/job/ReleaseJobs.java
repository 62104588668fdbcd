package org.brandstore.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.release.Releases;
import org.jboss.logging.Logger;

/** Applies approved releases when their time has come, and closes branches when theirs is over. */
@ApplicationScoped
class ReleaseJobs {
    private static final Logger LOG = Logger.getLogger(ReleaseJobs.class);
    private static final Actor SCHEDULER = Actor.system("scheduler");

    private final ReleaseRequests requests;
    private final Releases releases;

    ReleaseJobs(ReleaseRequests requests, Releases releases) {
        this.requests = requests;
        this.releases = releases;
    }

    /** One that fails does not keep the others from their time. */
    @Scheduled(every = "1s", identity = "scheduled-releases", concurrentExecution = ConcurrentExecution.SKIP)
    void applyScheduledReleases() {
        for (UUID request : requests.due()) {
            try {
                if (requests.applyDue(request, SCHEDULER)) {
                    LOG.infof("scheduled release is due: request=%s", request);
                }
            } catch (RuntimeException e) {
                LOG.errorf(e, "cannot apply a scheduled release, will try again: request=%s", request);
            }
        }
    }

    @Scheduled(every = "30s", identity = "expired-branches", concurrentExecution = ConcurrentExecution.SKIP)
    void closeExpiredBranches() {
        releases.closeExpiredBranches(SCHEDULER);
    }
}
