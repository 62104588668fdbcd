package org.brandstore.security;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/**
 * Counts wrong passwords per e-mail address, whether somebody has that address or not, and refuses further tries for a
 * while. Each replica counts for itself; what is kept is bounded.
 */
@Singleton
class LoginThrottle {
    private static final int MAX_ADDRESSES = 10_000;

    private record Failures(Instant since, int count) {}

    private final LoginConfig config;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Failures> failures = new LinkedHashMap<>();

    LoginThrottle(LoginConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** @throws StoreException if too many tries failed lately */
    void admit(String email) {
        lock.lock();
        try {
            Failures known = failures.get(key(email));
            if (known != null && isRecent(known) && known.count() >= config.maxFailures()) {
                throw new StoreException(
                        ErrorCode.TOO_MANY_REQUESTS,
                        "cannot sign in now: too many wrong passwords for this e-mail address; try again in "
                                + Math.max(1, config.failureWindow().toMinutes()) + " minutes");
            }
        } finally {
            lock.unlock();
        }
    }

    void failed(String email) {
        lock.lock();
        try {
            Failures known = failures.remove(key(email));
            failures.put(
                    key(email),
                    known != null && isRecent(known)
                            ? new Failures(known.since(), known.count() + 1)
                            : new Failures(clock.instant(), 1));
            forgetOldest();
        } finally {
            lock.unlock();
        }
    }

    void succeeded(String email) {
        lock.lock();
        try {
            failures.remove(key(email));
        } finally {
            lock.unlock();
        }
    }

    private void forgetOldest() {
        Iterator<Map.Entry<String, Failures>> oldest = failures.entrySet().iterator();
        while (failures.size() > MAX_ADDRESSES) {
            oldest.next();
            oldest.remove();
        }
    }

    private boolean isRecent(Failures known) {
        return known.since().plus(config.failureWindow()).isAfter(clock.instant());
    }

    private static String key(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
