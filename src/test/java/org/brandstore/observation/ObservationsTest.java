package org.brandstore.observation;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.brandstore.device.DeviceConfig;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.DeviceLimits;
import org.brandstore.device.fleet.InstalledSnap;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.testing.SetClock;
import org.junit.jupiter.api.Test;

class ObservationsTest {
    private static final int QUEUE = 3;

    private final List<Observation> written = new ArrayList<>();
    private final SetClock clock = new SetClock();
    private boolean away;

    private final Observations observations = new Observations(
            this::write,
            new DeviceLimits(config(DeviceConfig.class), clock, new SecureRandom()),
            clock,
            config(DeviceConfig.class),
            config(ObservationConfig.class),
            new SecureRandom());

    private static <T> T config(Class<T> type) {
        return new SmallRyeConfigBuilder()
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withMapping(type)
                .withDefaultValue("brandstore.device.check-in-queue", Integer.toString(QUEUE))
                .build()
                .getConfigMapping(type);
    }

    private void write(List<Observation> batch) {
        if (away) {
            throw new IllegalStateException("the database is away");
        }
        written.addAll(batch);
    }

    private static DeviceIdentity device(String serial) {
        return new DeviceIdentity(
                new AccountId("acme"),
                new ModelName("box"),
                new SerialNumber(serial),
                null,
                new KeyId("k".repeat(64)),
                SetClock.START);
    }

    private void asks(String serial, List<InstalledSnap> snaps) {
        observations.asked(new Observations.Asking(
                device(serial),
                new Observations.Manner("amd64", true, true, true),
                snaps,
                snaps.hashCode(),
                10,
                () -> "question"));
    }

    private static List<InstalledSnap> running(int revision) {
        return List.of(new InstalledSnap("s".repeat(32), "s".repeat(32), revision, "latest/stable", null, List.of()));
    }

    @Test
    void theSameAgainSoonIsNotWritten() {
        asks("1", running(1));
        observations.flush();
        clock.set(Duration.ofSeconds(299));
        asks("1", running(1));
        observations.flush();

        assertThat(written).hasSize(1);

        clock.set(Duration.ofSeconds(300));
        asks("1", running(1));
        observations.flush();

        assertThat(written).hasSize(2);
        assertThat(written.getLast().at()).isEqualTo(clock.instant());
    }

    @Test
    void somethingElseIsWrittenAtOnce() {
        asks("1", running(1));
        asks("1", running(2));
        observations.flush();

        assertThat(written)
                .extracting(one -> ((Observation.Asked) one).checkIn().snaps())
                .containsExactly(running(1), running(2));
    }

    @Test
    void aFullQueueDropsTheNewsAndTheNextPollBringsThemAgain() {
        for (int i = 0; i <= QUEUE; i++) {
            asks(Integer.toString(i), running(1));
        }

        assertThat(observations.dropped()).isEqualTo(1);
        assertThat(observations.waiting()).isEqualTo(QUEUE);

        observations.flush();
        asks(Integer.toString(QUEUE), running(1));
        observations.flush();

        assertThat(written)
                .extracting(one -> one.device().serial().value())
                .containsExactlyInAnyOrder("0", "1", "2", "3");
    }

    @Test
    void fewLongCheckInsFillTheQueueAsManyShortOnesDo() {
        List<InstalledSnap> much =
                List.of(new InstalledSnap("s".repeat(32), "s".repeat(32), 1, "x".repeat(5_000_000), null, List.of()));
        asks("1", much);
        asks("2", much);

        assertThat(observations.waiting()).isEqualTo(1);
        assertThat(observations.dropped()).isEqualTo(1);

        observations.flush();
        asks("2", much);

        assertThat(observations.waiting()).isEqualTo(1);
        assertThat(observations.dropped()).isEqualTo(1);
    }

    @Test
    void whatTheDatabaseCouldNotTakeIsBroughtAgainByTheNextPoll() {
        away = true;
        asks("1", running(1));
        observations.flush();
        away = false;

        assertThat(observations.dropped()).isEqualTo(1);

        asks("1", running(1));
        observations.flush();

        assertThat(written).hasSize(1);
    }

    @Test
    void onlySoManyDevicesAreRememberedAndTheLatestAreAmongThem() {
        LastSaid last = new LastSaid(1_000, 42);
        long window = Duration.ofMinutes(5).toMillis();
        for (int i = 0; i < 10_000; i++) {
            assertThat(last.isNews(device("d" + i).ref(), "", 1, 1_000 + i, window))
                    .isTrue();
            assertThat(last.isNews(device("d" + i).ref(), "", 1, 1_000 + i, window))
                    .isFalse();
        }
        int known = 0;
        for (int i = 9_999; i >= 0; i--) {
            if (!last.isNews(device("d" + i).ref(), "", 1, 20_000, window)) {
                known++;
            }
        }

        assertThat(known).isBetween(500, 4_096);
    }

    private void isOffered(String serial, int revision) {
        observations.offered(
                device(serial),
                new Observations.Offer("app", "s".repeat(32), revision, 1, Optional.of("latest/stable"), "channel"));
    }

    @Test
    void theSameOfferIsWrittenOnceADayAndAnotherAtOnce() {
        isOffered("1", 2);
        isOffered("1", 2);
        clock.set(Duration.ofHours(23));
        isOffered("1", 2);
        isOffered("2", 2);
        isOffered("1", 3);
        observations.flush();
        assertThat(written)
                .extracting(one -> ((Observation.OfSnap) one).revision())
                .containsExactly(2, 2, 3);
        clock.set(Duration.ofHours(47));
        isOffered("1", 3);
        observations.flush();
        assertThat(written).hasSize(4);
    }

    @Test
    void whatIsFetchedIsKeptApartFromWhatIsOffered() {
        isOffered("1", 2);
        observations.fetched(device("1"), "s".repeat(32), 2, 1);
        observations.fetched(device("1"), "s".repeat(32), 2, 1);
        isOffered("1", 2);
        observations.flush();
        assertThat(written).hasSize(2).last().isInstanceOf(Observation.Fetched.class);
    }

    @Test
    void anOfferThatCouldNotBeKeptIsBroughtAgainByTheNextPoll() {
        away = true;
        isOffered("1", 2);
        observations.flush();
        away = false;
        isOffered("1", 2);
        observations.flush();
        assertThat(written).hasSize(1);
    }

    @Test
    void aDeviceThatSwingsToAndFroFillsNothing() {
        for (int i = 0; i < 2_000; i++) {
            isOffered("1", i % 2);
            observations.flush();
        }
        assertThat(written).hasSize(300);
        isOffered("2", 2);
        clock.set(Duration.ofMinutes(1));
        isOffered("1", 1);
        observations.flush();
        assertThat(written).as("another device, and the same a minute later").hasSize(302);
    }

    @Test
    void anInstanceThatNoDeviceCanHaveIsNotNoted() {
        for (String key : List.of("\0", "x".repeat(201), "é")) {
            observations.offered(
                    device("1"),
                    new Observations.Offer(key, "s".repeat(32), 2, 1, Optional.of("latest/stable"), "channel"));
        }
        observations.flush();
        assertThat(written).isEmpty();
        assertThat(observations.waiting()).isZero();
    }
}
