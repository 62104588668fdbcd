package org.brandstore.security;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Slows down who tries passwords: after {@value #MOST} failures within a quarter of an hour, for one e-mail address or
 * from one network address, nothing is tried any more until the oldest failure is that old. Each replica counts for
 * itself. Memory is bounded; the entry that was not touched for longest goes first.
 */
@ApplicationScoped
public class SignInLimit {
    static final int MOST = 10;
    static final Duration WINDOW = Duration.ofMinutes(15);
    static final int ENTRIES = 10_000;

    private final Clock clock;
    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > ENTRIES;
        }
    };

    SignInLimit(Clock clock) {
        this.clock = clock;
    }

    /** @throws StoreException with {@link ErrorCode#TOO_MANY_REQUESTS} if nothing may be tried now */
    public void require(String email, String address) {
        if (isExhausted(key(email)) || isExhausted("address " + address)) {
            throw new StoreException(
                    ErrorCode.TOO_MANY_REQUESTS, "cannot sign in: too many attempts failed, try again in 15 minutes");
        }
    }

    /** Counts a failed attempt. */
    public synchronized void failed(String email, String address) {
        Instant now = clock.instant();
        failures.computeIfAbsent(key(email), key -> new ArrayDeque<>()).addLast(now);
        failures.computeIfAbsent("address " + address, key -> new ArrayDeque<>())
                .addLast(now);
    }

    /** A success clears what was counted for the e-mail address, not for the network address. */
    public synchronized void succeeded(String email) {
        failures.remove(key(email));
    }

    private synchronized boolean isExhausted(String key) {
        Deque<Instant> times = failures.get(key);
        if (times == null) {
            return false;
        }
        Instant limit = clock.instant().minus(WINDOW);
        while (!times.isEmpty() && times.getFirst().isBefore(limit)) {
            times.removeFirst();
        }
        return times.size() >= MOST;
    }

    private static String key(String email) {
        return "email " + email.strip().toLowerCase(Locale.ROOT);
    }
}
