package org.brandstore.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.brandstore.blob.BlobStore;
import org.brandstore.catalog.read.Catalogs;
import org.brandstore.database.Chores;
import org.brandstore.event.DerivedStates;
import org.brandstore.event.EventFeed;
import org.brandstore.observation.Observations;
import org.brandstore.problem.StoreException;

/** What is to be watched of a running store beside what Quarkus measures by itself. */
@Singleton
class StoreMetrics {
    /** The health group that tells what is stale: {@code /q/health/group/freshness}. */
    static final String FRESHNESS = "freshness";

    /** A replica that has heard nothing of the database for so long may answer from old news. */
    static final Duration STALE_AFTER = Duration.ofSeconds(5);

    private static final double MILLIS = 1_000;

    void register(
            @Observes StartupEvent event,
            MeterRegistry meters,
            Observations observations,
            EventFeed feed,
            DerivedStates states,
            Catalogs catalogs,
            BlobStore blobs,
            Chores chores) {
        registerChores(meters, chores);
        Gauge.builder("brandstore.blobs.available", blobs, StoreMetrics::isAvailable)
                .description("1 while blobs can be kept and fetched")
                .register(meters);
        Gauge.builder(
                        "brandstore.database.silence",
                        feed,
                        present -> present.silence().toMillis() / MILLIS)
                .baseUnit("seconds")
                .description("For how long this replica has heard nothing of the database")
                .register(meters);
        Gauge.builder(
                        "brandstore.changes.unapplied",
                        states,
                        present -> present.oldestUnapplied().toMillis() / MILLIS)
                .baseUnit("seconds")
                .description("For how long the oldest change that this replica has heard of waits to count for devices")
                .register(meters);
        Gauge.builder("brandstore.catalog.stale", () -> isStale(feed, states))
                .description("1 while devices may be answered from old news")
                .register(meters);
        Gauge.builder(
                        "brandstore.catalog.snaps",
                        catalogs,
                        present -> present.current().state().snaps())
                .description("Snaps that devices can be told of")
                .register(meters);
        Gauge.builder(
                        "brandstore.catalog.broken",
                        catalogs,
                        present -> present.current().state().brokenRows())
                .description("Records that were left out because they could not be read")
                .register(meters);
        Gauge.builder("brandstore.observations.waiting", observations, Observations::waiting)
                .description("Check-ins of devices that are not written down yet")
                .register(meters);
        FunctionCounter.builder("brandstore.observations.dropped", observations, Observations::dropped)
                .description("Check-ins that were lost because the queue was full or the database away")
                .register(meters);
    }

    private static void registerChores(MeterRegistry meters, Chores chores) {
        Gauge.builder("brandstore.chores.failing", chores, Chores::failing)
                .description("Things that failed at their last try, of what the store does by itself")
                .register(meters);
        FunctionCounter.builder("brandstore.chores.given.up", chores, Chores::givenUp)
                .description("Things that were given up after many tries; the log says which and why")
                .register(meters);
    }

    private static double isAvailable(BlobStore blobs) {
        try {
            blobs.check();
            return 1;
        } catch (StoreException e) {
            return 0;
        }
    }

    private static double isStale(EventFeed feed, DerivedStates states) {
        return feed.silence().compareTo(STALE_AFTER) < 0
                        && states.oldestUnapplied().compareTo(STALE_AFTER) < 0
                ? 0
                : 1;
    }
}
