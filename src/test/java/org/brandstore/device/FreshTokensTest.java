package org.brandstore.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FreshTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final TokenKey KEY = new TokenKey(new byte[32]);

    private static FreshTokens at(Instant now) {
        return at(now, KEY);
    }

    private static FreshTokens at(Instant now, TokenKey key) {
        return new FreshTokens(key, Duration.ofMinutes(5), Clock.fixed(now, ZoneOffset.UTC), new SecureRandom());
    }

    @Test
    void aTokenIsFreshUntilItsLifetimeIsOver() {
        String token = at(NOW).issue();

        assertThat(at(NOW).freshUntil(token)).contains(NOW.plusSeconds(300));
        assertThat(at(NOW.plusSeconds(299)).freshUntil(token)).isPresent();
        assertThat(at(NOW.plusSeconds(300)).freshUntil(token)).isEmpty();
        assertThat(at(NOW.plusSeconds(300)).expiry(token)).isPresent();
    }

    @Test
    void aForeignTokenIsNeverFresh() {
        byte[] other = new byte[32];
        other[0] = 1;

        assertThat(at(NOW).freshUntil(at(NOW, new TokenKey(other)).issue())).isEmpty();
        assertThat(at(NOW).freshUntil("vector-nonce-0001")).isEmpty();
        assertThat(at(NOW).freshUntil(KEY.seal(new byte[8]))).isEmpty();
    }

    @Test
    void noTwoTokensAreTheSame() {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertThat(tokens.add(at(NOW).issue())).isTrue();
        }
    }
}
