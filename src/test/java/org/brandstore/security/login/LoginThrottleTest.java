package org.brandstore.security.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.testing.SetClock;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {
    private static final String ANA = "ana@acme.example";
    private static final String HERE = "192.0.2.1";

    /** Three wrong passwords in ten minutes. */
    private record Config(int maxFailuresPerClient, int maxFailuresInAll) implements LoginConfig {
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
        public int maxCodeFailures() {
            return 2;
        }

        @Override
        public int maxRequestsPerClient() {
            return 4;
        }

        @Override
        public Duration failureWindow() {
            return Duration.ofMinutes(10);
        }

        @Override
        public int proxies() {
            return 0;
        }
    }

    private final SetClock clock = new SetClock();
    private final LoginThrottle throttle = new LoginThrottle(new Config(5, 1_000), clock);

    @Test
    void theThirdFailureShutsTheDoorForThatAddressOnly() {
        fail(ANA, 2);
        assertThatCode(() -> throttle.admit(ANA, HERE)).doesNotThrowAnyException();

        fail(ANA, 1);

        assertRefused(() -> throttle.admit(ANA, HERE));
        assertRefused(() -> throttle.admit(" Ana@Acme.Example", "192.0.2.2"));
        assertThatCode(() -> throttle.admit("bob@acme.example", HERE)).doesNotThrowAnyException();
    }

    @Test
    void theRefusalTellsHowLongItLasts() {
        fail(ANA, 3);
        clock.forward(Duration.ofSeconds(200));

        assertThatThrownBy(() -> throttle.admit(ANA, HERE))
                .hasMessage("cannot sign in now: too many wrong passwords; try again in 7 minutes")
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.details().getFirst().extra()).containsEntry("retry-after", 400L));
    }

    @Test
    void theDoorOpensAgainAfterTheWindow() {
        fail(ANA, 3);

        clock.forward(Duration.ofMinutes(10));

        assertThatCode(() -> throttle.admit(ANA, HERE)).doesNotThrowAnyException();
        fail(ANA, 2);
        assertThatCode(() -> throttle.admit(ANA, HERE)).doesNotThrowAnyException();
    }

    @Test
    void aRightPasswordForgetsTheWrongOnes() {
        fail(ANA, 2);

        throttle.succeeded(ANA);
        fail(ANA, 2);

        assertThatCode(() -> throttle.admit(ANA, HERE)).doesNotThrowAnyException();
    }

    @Test
    void wrongCodesAreCountedForThemselvesAndNotForgottenWithAPassword() {
        throttle.codeFailed(ANA, HERE);
        throttle.succeeded(ANA);
        throttle.codeFailed(ANA, HERE);

        assertRefused(() -> throttle.admitCode(ANA, "192.0.2.2"));
        assertThatCode(() -> throttle.admit(ANA, HERE)).doesNotThrowAnyException();
        assertThatCode(() -> throttle.admitCode("bob@acme.example", HERE)).doesNotThrowAnyException();
    }

    @Test
    void oneClientCannotGoThroughManyAddresses() {
        for (int i = 0; i < 3; i++) {
            throttle.failed("x" + i, HERE);
        }
        throttle.codeFailed("y", HERE);
        throttle.secretFailed(HERE);

        assertRefused(() -> throttle.admit(ANA, HERE));
        assertRefused(() -> throttle.admitCode(ANA, HERE));
        assertRefused(() -> throttle.admitSecret(HERE));
        assertThatCode(() -> throttle.admit(ANA, "192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void manyClientsTogetherAreLimitedToo() {
        for (int i = 0; i < 1_000; i++) {
            throttle.failed("x" + i, "192.0.2." + i);
        }

        assertRefused(() -> throttle.admit(ANA, "198.51.100.1"));
        assertRefused(() -> throttle.admitSecret("198.51.100.1"));
        clock.forward(Duration.ofMinutes(10));
        assertThatCode(() -> throttle.admit(ANA, "198.51.100.1")).doesNotThrowAnyException();
    }

    @Test
    void whatIsKnownOfAnAddressCannotBePushedOutBeforeTheDoorIsShutForAll() {
        LoginThrottle small = new LoginThrottle(new Config(1_000_000, 100), clock);
        for (int i = 0; i < 3; i++) {
            small.failed(ANA, HERE);
        }
        int sent = 3;
        while (isOpen(small)) {
            small.failed("x" + sent++, HERE);
        }

        assertThat(sent).isEqualTo(100);
        clock.forward(Duration.ofMinutes(9));
        assertRefused(() -> small.admit(ANA, HERE));
    }

    @Test
    void doorsThatAreOpenToAllCountEveryKnock() {
        for (int i = 0; i < 4; i++) {
            throttle.knock(HERE);
        }

        assertRefused(() -> throttle.knock(HERE));
        assertThatCode(() -> throttle.knock("192.0.2.2")).doesNotThrowAnyException();
    }

    @Test
    void countersAreBounded() {
        WindowCounter counter = new WindowCounter(3, Duration.ofMinutes(10), 50, clock);
        for (int i = 0; i < 1_000; i++) {
            counter.add("x" + i);
        }

        assertThat(counter.size()).isEqualTo(50);
    }

    private static boolean isOpen(LoginThrottle throttle) {
        try {
            throttle.admit("nobody@acme.example", "198.51.100.1");
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable attempt) {
        assertThatThrownBy(attempt)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
    }

    private void fail(String email, int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed(email, HERE);
        }
    }
}
