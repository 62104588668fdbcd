package org.brandstore.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.testing.SetClock;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final SetClock clock = new SetClock();
    private final RateLimit limits = new RateLimit(6, 1 << 16, clock, 7);

    private static DeviceRef device(String serial) {
        return new DeviceRef(new AccountId("acme"), new ModelName("box"), new SerialNumber(serial));
    }

    private int admitted(String serial, int requests) {
        int admitted = 0;
        for (int i = 0; i < requests; i++) {
            if (limits.admits(device(serial))) {
                admitted++;
            }
        }
        return admitted;
    }

    @Test
    void aMinutesWorthMayComeAtOnceAndNoMore() {
        assertThat(admitted("1", 100)).isEqualTo(6);
    }

    @Test
    void afterATenthOfAMinuteThereIsRoomForOneMore() {
        admitted("1", 100);
        clock.set(Duration.ofSeconds(10));

        assertThat(admitted("1", 100)).isEqualTo(1);

        clock.set(Duration.ofSeconds(3_600));

        assertThat(admitted("1", 100)).isEqualTo(6);
    }

    @Test
    void aGreedyDeviceCostsTheOthersNothing() {
        admitted("1", 100);

        assertThat(admitted("2", 6)).isEqualTo(6);
    }

    @Test
    void withoutALimitEverythingIsAdmitted() {
        RateLimit none = new RateLimit(0, 1 << 16, clock, 7);

        for (int i = 0; i < 10_000; i++) {
            assertThat(none.admits(device("1"))).isTrue();
        }
    }
}
