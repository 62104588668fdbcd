package org.brandstore.api.device;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.concurrent.TimeUnit;
import org.brandstore.device.DeviceConfig;
import org.junit.jupiter.api.Test;

class LoadSheddingTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final LoadShedding shedding = new LoadShedding(
            new SmallRyeConfigBuilder().withMapping(DeviceConfig.class).build().getConfigMapping(DeviceConfig.class),
            null,
            new SimpleMeterRegistry());

    @Test
    void aClockThatTicksInTimeIsNotLate() {
        LoadShedding.Tick tick = new LoadShedding.Tick(0);
        tick.tick(100 * MILLI);

        assertThat(tick.lateNanos()).isZero();
    }

    @Test
    void aClockThatHadToWaitTellsHowLongUntilItTicksInTimeAgain() {
        LoadShedding.Tick tick = new LoadShedding.Tick(0);
        tick.tick(1_600 * MILLI);

        assertThat(tick.lateNanos()).isEqualTo(1_500 * MILLI);

        tick.tick(1_700 * MILLI);

        assertThat(tick.lateNanos()).isZero();
    }

    @Test
    void whatNobodyWaitsForIsShedFirst() {
        assertThat(shedding.isTooLate(1_000 * MILLI, true)).isFalse();
        assertThat(shedding.isTooLate(1_001 * MILLI, true)).isTrue();
        assertThat(shedding.isTooLate(1_001 * MILLI, false)).isFalse();
        assertThat(shedding.isTooLate(2_001 * MILLI, false)).isTrue();
    }
}
