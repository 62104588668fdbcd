package org.brandstore.device.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.brandstore.device.DeviceConfig;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.testing.SetClock;
import org.junit.jupiter.api.Test;

class CheckInsTest {
    private static final int QUEUE = 3;

    private final List<CheckIn> written = new ArrayList<>();
    private final SetClock clock = new SetClock();
    private boolean away;

    private final CheckIns checkIns = new CheckIns(
            this::write,
            clock,
            new SmallRyeConfigBuilder()
                    .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                    .withMapping(DeviceConfig.class)
                    .withDefaultValue("brandstore.device.check-in-queue", Integer.toString(QUEUE))
                    .build()
                    .getConfigMapping(DeviceConfig.class),
            new SecureRandom());

    private void write(List<CheckIn> latest) {
        if (away) {
            throw new IllegalStateException("the database is away");
        }
        written.addAll(latest);
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

    private static List<InstalledSnap> running(int revision) {
        return List.of(new InstalledSnap("s".repeat(32), "s".repeat(32), revision, "latest/stable", null, List.of()));
    }

    @Test
    void theSameAgainSoonIsNotWritten() {
        checkIns.offer(device("1"), running(1));
        checkIns.flush();
        clock.set(Duration.ofSeconds(299));
        checkIns.offer(device("1"), running(1));
        checkIns.flush();

        assertThat(written).hasSize(1);

        clock.set(Duration.ofSeconds(300));
        checkIns.offer(device("1"), running(1));
        checkIns.flush();

        assertThat(written).hasSize(2);
        assertThat(written.getLast().at()).isEqualTo(clock.instant());
    }

    @Test
    void somethingElseIsWrittenAtOnce() {
        checkIns.offer(device("1"), running(1));
        checkIns.offer(device("1"), running(2));
        checkIns.flush();

        assertThat(written)
                .singleElement()
                .satisfies(checkIn -> assertThat(checkIn.snaps()).isEqualTo(running(2)));
    }

    @Test
    void aFullQueueDropsTheNewsAndTheNextPollBringsThemAgain() {
        for (int i = 0; i <= QUEUE; i++) {
            checkIns.offer(device(Integer.toString(i)), running(1));
        }

        assertThat(checkIns.dropped()).isEqualTo(1);
        assertThat(checkIns.waiting()).isEqualTo(QUEUE);

        checkIns.flush();
        checkIns.offer(device(Integer.toString(QUEUE)), running(1));
        checkIns.flush();

        assertThat(written)
                .extracting(checkIn -> checkIn.device().serial().value())
                .containsExactlyInAnyOrder("0", "1", "2", "3");
    }

    @Test
    void fewLongCheckInsFillTheQueueAsManyShortOnesDo() {
        List<InstalledSnap> much =
                List.of(new InstalledSnap("s".repeat(32), "s".repeat(32), 1, "x".repeat(5_000_000), null, List.of()));
        checkIns.offer(device("1"), much);
        checkIns.offer(device("2"), much);

        assertThat(checkIns.waiting()).isEqualTo(1);
        assertThat(checkIns.dropped()).isEqualTo(1);

        checkIns.flush();
        checkIns.offer(device("2"), much);

        assertThat(checkIns.waiting()).isEqualTo(1);
        assertThat(checkIns.dropped()).isEqualTo(1);
    }

    @Test
    void whatTheDatabaseCouldNotTakeIsBroughtAgainByTheNextPoll() {
        away = true;
        checkIns.offer(device("1"), running(1));
        checkIns.flush();
        away = false;

        assertThat(checkIns.dropped()).isEqualTo(1);

        checkIns.offer(device("1"), running(1));
        checkIns.flush();

        assertThat(written).hasSize(1);
    }

    @Test
    void onlySoManyDevicesAreRememberedAndTheLatestAreAmongThem() {
        LastCheckIns last = new LastCheckIns(1_000, 42);
        long window = Duration.ofMinutes(5).toMillis();
        for (int i = 0; i < 10_000; i++) {
            assertThat(last.isNews(device("d" + i).ref(), 1, 1_000 + i, window)).isTrue();
            assertThat(last.isNews(device("d" + i).ref(), 1, 1_000 + i, window)).isFalse();
        }
        int known = 0;
        for (int i = 9_999; i >= 0; i--) {
            if (!last.isNews(device("d" + i).ref(), 1, 20_000, window)) {
                known++;
            }
        }

        assertThat(known).isBetween(500, 4_096);
    }

    @Test
    void everyPartOfASnapChangesTheFingerprint() {
        InstalledSnap snap = new InstalledSnap("key", "id", 1, "stable", "2026-01-01", List.of("a", "b"));

        assertThat(List.of(
                                snap,
                                new InstalledSnap("key2", "id", 1, "stable", "2026-01-01", List.of("a", "b")),
                                new InstalledSnap("key", "id2", 1, "stable", "2026-01-01", List.of("a", "b")),
                                new InstalledSnap("key", "id", 2, "stable", "2026-01-01", List.of("a", "b")),
                                new InstalledSnap("key", "id", 1, "edge", "2026-01-01", List.of("a", "b")),
                                new InstalledSnap("key", "id", 1, "stable", "2026-01-02", List.of("a", "b")),
                                new InstalledSnap("key", "id", 1, "stable", null, List.of("a", "b")),
                                new InstalledSnap("key", "id", 1, "stable", "2026-01-01", List.of("ab")),
                                new InstalledSnap("key", "id", 1, "stable", "2026-01-01", List.of()))
                        .stream()
                        .map(one -> CheckIn.fingerprint(List.of(one))))
                .doesNotHaveDuplicates();
        assertThat(CheckIn.fingerprint(List.of())).isNotEqualTo(CheckIn.fingerprint(List.of(snap)));
    }
}
