package org.brandstore.event;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.brandstore.event.change.StoreChanged;

/** Everything that this replica derives from the database and keeps in memory. */
@ApplicationScoped
public class DerivedStates {
    /** Whatever was missed, and nobody knows how, is not missed for longer than this. */
    private static final Duration REREAD_EVERY = Duration.ofMinutes(10);

    private final List<DerivedStateReader> readers;
    private final Clock clock;

    DerivedStates(@All List<DerivedState> states, Clock clock) {
        this.readers = states.stream()
                .map(state -> new DerivedStateReader(state, REREAD_EVERY, clock))
                .toList();
        this.clock = clock;
    }

    /** For how long the oldest change waits to be applied that this replica has heard of; zero if none does. */
    public Duration oldestUnapplied() {
        return readers.stream()
                .flatMap(reader -> reader.dirtySince().stream())
                .min(Instant::compareTo)
                .map(since -> Duration.between(since, clock.instant()))
                .filter(age -> !age.isNegative())
                .orElse(Duration.ZERO);
    }

    void start() {
        readers.forEach(DerivedStateReader::readFirst);
        readers.forEach(DerivedStateReader::start);
    }

    void stop() {
        readers.forEach(DerivedStateReader::stop);
    }

    void changed(StoreChanged change) {
        readers.forEach(reader -> reader.changed(change));
    }

    /** Nobody knows what was missed. */
    void everythingMayHaveChanged() {
        readers.forEach(DerivedStateReader::dirty);
    }
}
