package org.brandstore.job;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.brandstore.observation.DayTables;
import org.brandstore.observation.ObservationConfig;

/** Makes the tables of the days that come, and drops those of days that are too old. */
@Singleton
class ObservationJob {
    private static final int AHEAD = 2;

    private final DayTables tables;
    private final ObservationConfig config;
    private final Clock clock;

    ObservationJob(DayTables tables, ObservationConfig config, Clock clock) {
        this.tables = tables;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "1m", identity = "observations", concurrentExecution = ConcurrentExecution.SKIP)
    void turnTheDay() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (int day = 0; day <= AHEAD; day++) {
            tables.make(today.plusDays(day));
        }
        LocalDate oldest = today.minusDays(config.keep().toDays());
        tables.days().stream().filter(day -> day.isBefore(oldest)).forEach(tables::drop);
    }
}
