package org.brandstore.device;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Hands out tokens that tell when they were made, and knows its own again as long as they are fresh.
 *
 * <p>Payload: milliseconds since 1970 (8 bytes), 16 random bytes.
 */
public final class FreshTokens {
    private static final int RANDOM_BYTES = 16;

    private final TokenKey key;
    private final Duration lifetime;
    private final Clock clock;
    private final SecureRandom random;

    public FreshTokens(TokenKey key, Duration lifetime, Clock clock, SecureRandom random) {
        this.key = key;
        this.lifetime = lifetime;
        this.clock = clock;
        this.random = random;
    }

    public String issue() {
        byte[] chance = new byte[RANDOM_BYTES];
        random.nextBytes(chance);
        return key.seal(ByteBuffer.allocate(Long.BYTES + RANDOM_BYTES)
                .putLong(clock.millis())
                .put(chance)
                .array());
    }

    /** When a token of ours ends or ended; empty if it is not ours. */
    public Optional<Instant> expiry(String token) {
        return key.open(token)
                .filter(payload -> payload.length == Long.BYTES + RANDOM_BYTES)
                .map(payload ->
                        Instant.ofEpochMilli(ByteBuffer.wrap(payload).getLong()).plus(lifetime));
    }

    /** When a token of ours that is still fresh ends; empty if it is stale or not ours. */
    public Optional<Instant> freshUntil(String token) {
        return expiry(token).filter(end -> end.isAfter(clock.instant()));
    }
}
