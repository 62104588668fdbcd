package org.brandstore.device;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Limits how many devices one client brings that the store did not know: those that get a serial, and those that come to
 * wait for a decision. The same device again does not count, so a factory behind one address can go on asking. Each replica
 * counts for itself, and only for so many clients: when there are more, the one that was counted first is forgotten.
 */
@ApplicationScoped
public class NewcomerLimit {
    private static final int MOST_CLIENTS = 100_000;

    private record Count(Instant since, int devices) {}

    private final int most;
    private final Duration within;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Count> counts = new LinkedHashMap<>();

    NewcomerLimit(DeviceConfig config, Clock clock) {
        this.most = config.newcomersPerClient();
        this.within = config.newcomersWithin();
        this.clock = clock;
    }

    /**
     * Counts one more device.
     *
     * @throws StoreException {@link ErrorCode#UNAVAILABLE}, upon which devices come again after a minute, if there were too
     *     many lately
     */
    public void admit(String client) {
        if (most > 0 && !counted(client)) {
            throw new StoreException(
                    ErrorCode.UNAVAILABLE,
                    "cannot issue a serial now: too many new devices came from this address lately, try again");
        }
    }

    private boolean counted(String client) {
        lock.lock();
        try {
            Instant now = clock.instant();
            Count count = counts.get(client);
            if (count == null || !count.since().plus(within).isAfter(now)) {
                counts.remove(client); // so that the order stays that of the first one
                counts.put(client, new Count(now, 1));
                forgetOldest();
                return true;
            }
            if (count.devices() >= most) {
                return false;
            }
            counts.put(client, new Count(count.since(), count.devices() + 1));
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void forgetOldest() {
        Iterator<Map.Entry<String, Count>> oldest = counts.entrySet().iterator();
        while (counts.size() > MOST_CLIENTS) {
            oldest.next();
            oldest.remove();
        }
    }
}
