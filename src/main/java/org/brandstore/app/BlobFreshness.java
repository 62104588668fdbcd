package org.brandstore.app;

import io.smallrye.health.api.HealthGroup;
import jakarta.inject.Singleton;
import org.brandstore.blob.BlobStore;
import org.brandstore.problem.StoreException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** Whether blobs can be kept and fetched. */
@HealthGroup(StoreMetrics.FRESHNESS)
@Singleton
class BlobFreshness implements HealthCheck {
    private final BlobStore blobs;

    BlobFreshness(BlobStore blobs) {
        this.blobs = blobs;
    }

    @Override
    public HealthCheckResponse call() {
        try {
            blobs.check();
            return HealthCheckResponse.up("blobs");
        } catch (StoreException e) {
            return HealthCheckResponse.named("blobs")
                    .down()
                    .withData("reason", e.getMessage())
                    .build();
        }
    }
}
