package org.brandstore.event;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Tells how lately this replica has heard from the database; what it answers from memory may be as old as that. */
@ApplicationScoped
public class EventFeed {
    private final Clock clock;
    private volatile Instant heardAt;

    EventFeed(Clock clock) {
        this.clock = clock;
        this.heardAt = clock.instant();
    }

    void heard() {
        heardAt = clock.instant();
    }

    /** Since when changes may have been missed; it is a second or two while all is well. */
    public Duration silence() {
        return Duration.between(heardAt, clock.instant());
    }
}
