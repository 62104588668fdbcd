package org.brandstore.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.database.Chores;
import org.brandstore.database.EachAlone;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.release.Releases;
import org.brandstore.release.channel.ExpiredBranch;
import org.jboss.logging.Logger;

/** Applies approved releases when their time has come, and closes branches when theirs is over. */
@ApplicationScoped
class ReleaseJobs {
    private static final Logger LOG = Logger.getLogger(ReleaseJobs.class);
    private static final Actor SCHEDULER = Actor.system("scheduler");

    private final ReleaseRequests requests;
    private final Releases releases;
    private final EachAlone<UUID> due;
    private final EachAlone<ExpiredBranch> expired;

    ReleaseJobs(ReleaseRequests requests, Releases releases, Chores chores) {
        this.requests = requests;
        this.releases = releases;
        this.due = chores.ending(
                "apply a scheduled release", (request, reason) -> requests.giveUpDue(request, reason, SCHEDULER));
        this.expired = chores.resting("close a branch whose time is over");
    }

    @Scheduled(every = "1s", identity = "scheduled-releases", concurrentExecution = ConcurrentExecution.SKIP)
    void applyScheduledReleases() {
        due.each(requests.due(due.resting()), request -> {
            if (requests.applyDue(request, SCHEDULER)) {
                LOG.infof("scheduled release is due: request=%s", request);
            }
        });
    }

    @Scheduled(every = "30s", identity = "expired-branches", concurrentExecution = ConcurrentExecution.SKIP)
    void closeExpiredBranches() {
        expired.each(releases.expiredBranches(), branch -> releases.close(branch, SCHEDULER));
    }
}
