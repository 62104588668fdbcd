package org.brandstore.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.naming.SnapId;
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
    private final EachAlone<UUID> due;
    private final EachAlone<SnapId> expired;

    ReleaseJobs(ReleaseRequests requests, Releases releases, Clock clock) {
        this.requests = requests;
        this.releases = releases;
        this.due = new EachAlone<>("apply a scheduled release", clock);
        this.expired = new EachAlone<>("close the expired branches of a snap", clock);
    }

    @Scheduled(every = "1s", identity = "scheduled-releases", concurrentExecution = ConcurrentExecution.SKIP)
    void applyScheduledReleases() {
        due.each(requests.due(), request -> {
            if (requests.applyDue(request, SCHEDULER)) {
                LOG.infof("scheduled release is due: request=%s", request);
            }
        });
    }

    @Scheduled(every = "30s", identity = "expired-branches", concurrentExecution = ConcurrentExecution.SKIP)
    void closeExpiredBranches() {
        expired.each(releases.snapsWithExpiredBranches(), snap -> releases.closeExpiredBranches(snap, SCHEDULER));
    }
}
