package org.brandstore.device.session;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.brandstore.assertion.database.KeyEnds;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.event.StoreChanged;
import org.brandstore.event.Topic;
import org.brandstore.naming.AccountId;

/**
 * From when on a brand's sessions are good. After the theft of a key every device shows its serial and model once more, as a
 * session does not tell by which key the two were signed. In memory: there are few brands, and every request asks.
 */
@ApplicationScoped
class SessionCuts {
    /** Sessions that were just being opened when the theft was told, by clocks that differ a little. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final KeyEnds ends;
    private volatile Map<AccountId, Instant> thefts = Map.of();

    SessionCuts(KeyEnds ends) {
        this.ends = ends;
    }

    /** Whether the session must be opened anew. */
    boolean isBefore(DeviceIdentity device) {
        Instant told = thefts.get(device.brand());
        return told != null && device.issuedAt().isBefore(told.plus(MARGIN));
    }

    @Transactional
    void start(@Observes StartupEvent event) {
        thefts = ends.thefts();
    }

    @Transactional
    void changed(@Observes StoreChanged event) {
        if (event.topic() == Topic.KEYS) {
            thefts = ends.thefts();
        }
    }
}
