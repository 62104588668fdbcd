package org.brandstore.app;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.brandstore.catalog.read.Catalogs;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means that devices' polls can be answered. That needs a catalog in memory and nothing else: while the database or
 * the object storage is away, taking the pods out would turn a small outage into one of the whole fleet.
 */
@Readiness
@Singleton
class PollReadiness implements AsyncHealthCheck {
    private final Catalogs catalogs;

    PollReadiness(Catalogs catalogs) {
        this.catalogs = catalogs;
    }

    /** Answered without a worker: those may all be waiting for a database that is away. */
    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .item(HealthCheckResponse.named("polls")
                        .status(catalogs.isLoaded())
                        .withData(
                                "catalog-of",
                                catalogs.current().state().builtAt().toString())
                        .build());
    }
}
