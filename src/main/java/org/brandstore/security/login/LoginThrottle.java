package org.brandstore.security.login;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.ErrorDetail;
import org.brandstore.problem.StoreException;

/**
 * Refuses further tries for a while after too many wrong ones: for one e-mail address (whether somebody has it or not),
 * from one client, and in all. Doors that are open to everybody are also limited in how often one client may knock.
 *
 * <p>Each replica counts for itself. What is kept is bounded, and an attacker cannot push out what is known of an e-mail
 * address: before the tables are full, the limit in all is reached.
 */
@Singleton
class LoginThrottle {
    private static final String ALL = "all";
    private static final int MAX_CLIENTS = 100_000;

    private final WindowCounter emails;
    private final WindowCounter codes;
    private final WindowCounter clients;
    private final WindowCounter all;
    private final WindowCounter knocks;

    LoginThrottle(LoginConfig config, Clock clock) {
        Duration window = config.failureWindow();
        // windows of two turns of the limit in all can overlap
        int kept = 2 * config.maxFailuresInAll() + 1;
        this.emails = new WindowCounter(config.maxFailures(), window, kept, clock);
        this.codes = new WindowCounter(config.maxCodeFailures(), window, kept, clock);
        this.clients = new WindowCounter(config.maxFailuresPerClient(), window, kept, clock);
        this.all = new WindowCounter(config.maxFailuresInAll(), window, 1, clock);
        this.knocks = new WindowCounter(config.maxRequestsPerClient(), window, MAX_CLIENTS, clock);
    }

    /**
     * Called before a password is looked at.
     *
     * @param client as {@link ClientAddress} tells it
     * @throws StoreException {@link ErrorCode#TOO_MANY_REQUESTS}
     */
    void admit(String email, String client) {
        refuseIfFull("wrong passwords", emails.wait(key(email)), clients.wait(client), all.wait(ALL));
    }

    /** Called before a one-time password is looked at. Throws as {@link #admit}. */
    void admitCode(String email, String client) {
        refuseIfFull("wrong codes", codes.wait(key(email)), clients.wait(client), all.wait(ALL));
    }

    /** Called before a secret is looked at that names nobody. Throws as {@link #admit}. */
    void admitSecret(String client) {
        refuseIfFull("wrong credentials", clients.wait(client), all.wait(ALL));
    }

    /** Counts a request to a door that is open to everybody. Throws as {@link #admit}. */
    void knock(String client) {
        refuseIfFull("requests", knocks.wait(client));
        knocks.add(client);
    }

    void failed(String email, String client) {
        emails.add(key(email));
        secretFailed(client);
    }

    void codeFailed(String email, String client) {
        codes.add(key(email));
        secretFailed(client);
    }

    void secretFailed(String client) {
        clients.add(client);
        all.add(ALL);
    }

    /** Wrong passwords of the past are forgotten. Wrong codes are not: who knows the password could else go on for ever. */
    void succeeded(String email) {
        emails.forget(key(email));
    }

    private static void refuseIfFull(String what, Duration... waits) {
        Duration longest = Stream.of(waits).max(Duration::compareTo).orElse(Duration.ZERO);
        if (longest.isPositive()) {
            long minutes = Math.max(1, longest.plusSeconds(59).toMinutes());
            throw new StoreException(List.of(new ErrorDetail(
                    ErrorCode.TOO_MANY_REQUESTS,
                    "cannot sign in now: too many " + what + "; try again in " + minutes + " minutes",
                    Map.of("retry-after", Math.max(1, longest.toSeconds())))));
        }
    }

    private static String key(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }
}
