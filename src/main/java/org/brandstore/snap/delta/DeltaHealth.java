package org.brandstore.snap.delta;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells whether deltas are made. A store without them is ready all the same: they only save. */
@Readiness
@ApplicationScoped
class DeltaHealth implements HealthCheck {
    private final DeltaMaker mill;

    DeltaHealth(DeltaMaker mill) {
        this.mill = mill;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("deltas")
                .up()
                .withData("made", mill.standing().working())
                .withData("detail", mill.standing().detail())
                .build();
    }
}
