package org.brandstore.job;

import io.quarkus.scheduler.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.brandstore.device.fleet.InstalledBase;

/** Counts every hour what the devices have; the last count of a day is the one that stays. */
@Singleton
class MetricsJob {
    private final InstalledBase base;
    private final Clock clock;

    MetricsJob(InstalledBase base, Clock clock) {
        this.base = base;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void count() {
        base.count(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }
}
