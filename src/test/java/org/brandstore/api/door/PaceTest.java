package org.brandstore.api.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final Pace pace = new Pace(5 * SECOND, 1_000);

    @Test
    void whoSendsNothingIsWaitedForAsLongAsPatienceLasts() {
        pace.waited(5 * SECOND);
        assertThat(pace.isTooSlow()).isFalse();

        pace.waited(1);
        assertThat(pace.isTooSlow()).isTrue();
    }

    @Test
    void whoSendsAtTheLeastRateIsNeverTooSlow() {
        for (int second = 0; second < 1_000; second++) {
            pace.moved(1_000);
            pace.waited(SECOND);
            assertThat(pace.isTooSlow()).isFalse();
        }
    }

    @Test
    void aByteNowAndThenDoesNotHelp() {
        int seconds = 0;
        while (!pace.isTooSlow()) {
            pace.moved(1);
            pace.waited(SECOND);
            seconds++;
        }
        assertThat(seconds).isEqualTo(6);
    }

    @Test
    void theNextBodyBeginsAnew() {
        pace.waited(60 * SECOND);
        pace.begin();

        assertThat(pace.isTooSlow()).isFalse();
    }
}
