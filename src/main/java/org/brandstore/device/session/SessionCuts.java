package org.brandstore.device.session;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.brandstore.assertion.database.KeyEnds;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.event.DerivedState;
import org.brandstore.event.change.StoreChanged;
import org.brandstore.event.change.Topic;
import org.brandstore.naming.AccountId;

/**
 * From when on a brand's sessions are good. After the theft of a key every device shows its serial and model once more, as a
 * session does not tell by which key the two were signed. In memory: there are few brands, and every request asks.
 */
@ApplicationScoped
class SessionCuts implements DerivedState {
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

    @Override
    public String name() {
        return "session-cuts";
    }

    @Override
    public boolean concerns(StoreChanged change) {
        return change.topic() == Topic.KEYS;
    }

    @Override
    @Transactional
    public void read() {
        thefts = ends.thefts();
    }
}
