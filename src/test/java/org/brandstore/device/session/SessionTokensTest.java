package org.brandstore.device.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.TokenKey;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.StoreId;
import org.junit.jupiter.api.Test;

class SessionTokensTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final TokenKey KEY = new TokenKey(new byte[32]);

    private final SessionTokens tokens = new SessionTokens(() -> KEY, LIFETIME, new SecureRandom());

    private static DeviceIdentity device(String store) {
        return new DeviceIdentity(
                new AccountId("acme"),
                new ModelName("acme-device-1"),
                new SerialNumber("7c1e5b9a-0000-4000-8000-0000000000aa"),
                store == null ? null : new StoreId(store),
                new KeyId("k".repeat(64)),
                NOW);
    }

    @Test
    void aTokenTellsAllOfTheDevice() {
        DeviceIdentity device = device("abcdef123456789");

        assertThat(tokens.read(tokens.issue(device)))
                .hasValueSatisfying(content -> assertThat(content.device()).isEqualTo(device));
    }

    @Test
    void aModelWithoutStoreHasNone() {
        assertThat(tokens.read(tokens.issue(device(null)))
                        .orElseThrow()
                        .device()
                        .findStore())
                .isEmpty();
    }

    @Test
    void everyTokenIsAnotherOneAndFitsIntoQuotes() {
        String token = tokens.issue(device("store"));

        assertThat(token).isNotEqualTo(tokens.issue(device("store"))).matches("[-_A-Za-z0-9]+");
    }

    @Test
    void tokensEndUpToATenthOfTheirLifetimeEarly() {
        for (int i = 0; i < 200; i++) {
            Instant end =
                    tokens.read(tokens.issue(device("store"))).orElseThrow().expiresAt();
            assertThat(end).isBetween(NOW.plus(LIFETIME).minus(LIFETIME.dividedBy(10)), NOW.plus(LIFETIME));
        }
    }

    @Test
    void theLongestNamesFit() {
        DeviceIdentity device = new DeviceIdentity(
                new AccountId("a".repeat(32)),
                new ModelName("m".repeat(128)),
                new SerialNumber("s".repeat(128)),
                new StoreId("t".repeat(64)),
                new KeyId("k".repeat(64)),
                NOW);

        assertThat(tokens.read(tokens.issue(device)).orElseThrow().device()).isEqualTo(device);
    }

    @Test
    void aGenuinePayloadOfAnotherPurposeIsNoSession() {
        assertThat(tokens.read(KEY.seal(new byte[] {1, 2, 3}))).isEmpty();
        assertThat(tokens.read(KEY.seal(new byte[100]))).isEmpty();
        assertThat(tokens.read(KEY.seal(new byte[0]))).isEmpty();
    }
}
