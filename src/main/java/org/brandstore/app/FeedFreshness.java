package org.brandstore.app;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.brandstore.event.DerivedStates;
import org.brandstore.event.EventFeed;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether what devices are answered from is fresh: this replica hears of changes. */
@HealthGroup(StoreMetrics.FRESHNESS)
@Singleton
class FeedFreshness implements AsyncHealthCheck {
    private final EventFeed feed;
    private final DerivedStates states;

    FeedFreshness(EventFeed feed, DerivedStates states) {
        this.feed = feed;
        this.states = states;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(HealthCheckResponse.named("database")
                        .status(feed.silence().compareTo(StoreMetrics.STALE_AFTER) < 0
                                && states.oldestUnapplied().compareTo(StoreMetrics.STALE_AFTER) < 0)
                        .withData("silent-seconds", feed.silence().toSeconds())
                        .withData("unapplied-seconds", states.oldestUnapplied().toSeconds())
                        .build());
    }
}
