package org.brandstore.catalog.read;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.brandstore.catalog.Catalog;

/** Shows how the catalog is, so that a record that had to be left out does not go unnoticed. */
@ApplicationScoped
class CatalogMetrics {
    private final Catalogs catalogs;
    private final MeterRegistry meters;
    private final Clock clock;

    CatalogMetrics(Catalogs catalogs, MeterRegistry meters, Clock clock) {
        this.catalogs = catalogs;
        this.meters = meters;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        Gauge.builder("brandstore.catalog.broken.records", () -> state().brokenRows())
                .description("Records that devices do not see because they cannot be read")
                .register(meters);
        Gauge.builder("brandstore.catalog.snaps", () -> state().snaps())
                .description("Snaps in the catalog that devices are answered from")
                .register(meters);
        Gauge.builder(
                        "brandstore.catalog.age",
                        () -> Duration.between(state().builtAt(), clock.instant())
                                        .toMillis()
                                / 1000.0)
                .description("Time since the catalog was built")
                .baseUnit("seconds")
                .register(meters);
    }

    private Catalog.State state() {
        return catalogs.current().state();
    }
}
