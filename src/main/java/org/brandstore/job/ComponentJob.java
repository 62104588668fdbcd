package org.brandstore.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.util.List;
import org.brandstore.account.Actor;
import org.brandstore.database.Chores;
import org.brandstore.database.EachAlone;
import org.brandstore.snap.SharedComponents;
import org.brandstore.snap.SharedComponents.Shared;
import org.brandstore.snap.resource.ResourcePair;
import org.jboss.logging.Logger;

/** Gives each revision of a snap components of its own, in stores that were filled before that was the rule. */
@Singleton
class ComponentJob {
    private static final Logger LOG = Logger.getLogger(ComponentJob.class);

    private final SharedComponents components;
    private final EachAlone<ResourcePair> renewals;

    ComponentJob(SharedComponents components, Chores chores) {
        this.components = components;
        this.renewals = chores.resting("give a revision a component of its own");
    }

    @Scheduled(every = "1h", delayed = "1m", identity = "components", concurrentExecution = ConcurrentExecution.SKIP)
    void renew() {
        List<Shared> shared = components.list();
        shared.stream()
                .filter(Shared::pinned)
                .forEach(left -> LOG.warnf(
                        "a component that several revisions have is left as it is, because a validation set names it:"
                                + " snap=%s revision=%s component=%s/%s",
                        left.pair().snap(),
                        left.pair().snapRevision(),
                        left.pair().resource().name(),
                        left.pair().resource().revision()));
        renewals.each(
                shared.stream().filter(one -> !one.pinned()).map(Shared::pair).toList(), this::renew);
    }

    private void renew(ResourcePair pair) {
        if (components.renew(pair, Actor.system("components"))) {
            LOG.infof(
                    "a revision got a component of its own: snap=%s revision=%s component=%s",
                    pair.snap(), pair.snapRevision(), pair.resource().name());
        }
    }
}
