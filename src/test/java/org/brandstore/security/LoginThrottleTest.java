package org.brandstore.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    /** A clock that the test moves. */
    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T10:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** Three wrong passwords in ten minutes. */
    private static final class Config implements LoginConfig {
        @Override
        public Optional<URI> ssoUrl() {
            return Optional.empty();
        }

        @Override
        public Duration dischargeTtl() {
            return Duration.ofDays(1);
        }

        @Override
        public Duration credentialTtl() {
            return Duration.ofDays(365);
        }

        @Override
        public int maxFailures() {
            return 3;
        }

        @Override
        public Duration failureWindow() {
            return Duration.ofMinutes(10);
        }
    }

    private final SetClock clock = new SetClock();
    private final LoginThrottle throttle = new LoginThrottle(new Config(), clock);

    @Test
    void tooManyWrongPasswordsCloseTheDoorForThatAddressOnly() {
        fail("ana@acme.example", 2);
        assertThatCode(() -> throttle.admit("ana@acme.example")).doesNotThrowAnyException();

        fail("ANA@acme.example", 1);

        assertThatThrownBy(() -> throttle.admit("ana@ACME.example"))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
        assertThatCode(() -> throttle.admit("ben@acme.example")).doesNotThrowAnyException();
    }

    @Test
    void theDoorOpensAgainAfterTheWindow() {
        fail("ana@acme.example", 3);

        clock.now = clock.now.plus(Duration.ofMinutes(10));

        assertThatCode(() -> throttle.admit("ana@acme.example")).doesNotThrowAnyException();
        fail("ana@acme.example", 2);
        assertThatCode(() -> throttle.admit("ana@acme.example")).doesNotThrowAnyException();
    }

    @Test
    void aRightPasswordForgetsTheWrongOnes() {
        fail("ana@acme.example", 2);

        throttle.succeeded("ana@acme.example");
        fail("ana@acme.example", 2);

        assertThatCode(() -> throttle.admit("ana@acme.example")).doesNotThrowAnyException();
    }

    @Test
    void manyAddressesPushTheOldestOut() {
        fail("ana@acme.example", 3);

        for (int i = 0; i < 10_000; i++) {
            throttle.failed("x" + i);
        }

        assertThatCode(() -> throttle.admit("ana@acme.example")).doesNotThrowAnyException();
    }

    private void fail(String email, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(email);
        }
    }
}
