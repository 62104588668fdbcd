package org.brandstore.api.device.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.concurrent.TimeUnit;
import org.brandstore.api.door.BodyBudget;
import org.brandstore.api.door.Places;
import org.brandstore.device.DeviceConfig;
import org.junit.jupiter.api.Test;

class AdmissionTest {
    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private static final DeviceConfig CONFIG = new SmallRyeConfigBuilder()
            .withConverter(io.quarkus.runtime.configuration.MemorySize.class, 100, new MemorySizeConverter())
            .withMapping(DeviceConfig.class)
            .build()
            .getConfigMapping(DeviceConfig.class);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Admission admission = new Admission(CONFIG, new LoopClocks(), new BodyBudget(CONFIG, meters), meters);

    @Test
    void aClockThatTicksInTimeIsNotLate() {
        LoopClocks.Tick tick = new LoopClocks.Tick(0);
        tick.tick(100 * MILLI);

        assertThat(tick.lateNanos(150 * MILLI)).isZero();
    }

    @Test
    void aClockThatHadToWaitTellsHowLongUntilItTicksInTimeAgain() {
        LoopClocks.Tick tick = new LoopClocks.Tick(0);
        tick.tick(1_600 * MILLI);

        assertThat(tick.lateNanos(1_601 * MILLI)).isEqualTo(1_500 * MILLI);

        tick.tick(1_700 * MILLI);

        assertThat(tick.lateNanos(1_701 * MILLI)).isZero();
    }

    @Test
    void aClockThatHasNotTickedYetIsLateAlready() {
        LoopClocks.Tick tick = new LoopClocks.Tick(0);

        assertThat(tick.lateNanos(800 * MILLI)).isEqualTo(700 * MILLI);
    }

    @Test
    void whoHasNoSessionIsSentAwayBeforeAnyDevice() {
        assertThat(admission.isTooLate(500 * MILLI, DeviceCall.TOOL)).isFalse();
        assertThat(admission.isTooLate(501 * MILLI, DeviceCall.TOOL)).isTrue();
    }

    @Test
    void whatNobodyWaitsForIsShedFirstAndWhatAnUpdateNeedsLast() {
        assertThat(admission.isTooLate(1_000 * MILLI, DeviceCall.SCHEDULED_REFRESH))
                .isFalse();
        assertThat(admission.isTooLate(1_001 * MILLI, DeviceCall.SCHEDULED_REFRESH))
                .isTrue();
        assertThat(admission.isTooLate(2_000 * MILLI, DeviceCall.REFRESH)).isFalse();
        assertThat(admission.isTooLate(2_001 * MILLI, DeviceCall.REFRESH)).isTrue();
        assertThat(admission.isTooLate(4_000 * MILLI, DeviceCall.DEVICE)).isFalse();
        assertThat(admission.isTooLate(4_001 * MILLI, DeviceCall.DEVICE)).isTrue();
        assertThat(admission.isTooLate(4_001 * MILLI, DeviceCall.OPENING)).isTrue();
        assertThat(admission.isTooLate(99_000 * MILLI, DeviceCall.OTHER)).isFalse();
    }

    @Test
    void noMorePlacesAreTakenThanThereAre() {
        Places places = new Places(3);

        assertThat(places.take(2)).isTrue();
        assertThat(places.take(2)).isFalse();
        assertThat(places.take(1)).isTrue();
        assertThat(places.taken()).isEqualTo(3);

        places.giveBack(2);

        assertThat(places.isHalfTaken()).isFalse();
        assertThat(places.take(1)).isTrue();
        assertThat(places.isHalfTaken()).isTrue();
    }
}
