package org.brandstore.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.refresh.CatalogFixture.NOW;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.brandstore.device.DeviceIdentity;
import org.brandstore.device.TokenKey;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.KeyId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.SerialNumber;
import org.brandstore.naming.Sha3_384;
import org.brandstore.naming.StoreId;
import org.brandstore.naming.Track;
import org.brandstore.snap.file.Epoch;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static final int TARGET = 2;

    private static Rollout rollout(int percentage, boolean paused, byte[] seed) {
        CatalogRevision.Facts facts = new CatalogRevision.Facts(
                TARGET,
                "2",
                "app",
                List.of("amd64"),
                null,
                "strict",
                new CatalogRevision.File(new Sha3_384("ab".repeat(48)), 4096),
                Epoch.parse("0"),
                NOW,
                false);
        CatalogSnap.Facts snap = new CatalogSnap.Facts(
                "S".repeat(32),
                "hello",
                true,
                new Track("latest"),
                new CatalogSnap.Publisher("acme", "acme", "Acme", "verified"),
                new CatalogSnap.Texts("", "", "", null, null));
        return new Rollout(
                new SnapJson(new DownloadUrls("https://store.example", new IconTokens(new TokenKey(new byte[32]))))
                        .render(snap, facts, List.of(), "name: hello\n"),
                percentage,
                paused,
                Rollout.seed(seed));
    }

    private static DeviceIdentity device(int number) {
        return new DeviceIdentity(
                new AccountId("acme"),
                new ModelName("box"),
                new SerialNumber("serial-" + number),
                new StoreId("acme-store"),
                new KeyId("k".repeat(64)),
                NOW);
    }

    @Property(tries = 50)
    void aLargerShareHasEverybodyOfASmallerOne(
            @ForAll @IntRange(min = 1, max = 98) int share, @ForAll @Size(32) byte[] seed) {
        Rollout smaller = rollout(share, false, seed);
        Rollout larger = rollout(share + 1, false, seed);

        IntStream.range(0, 200).mapToObj(RolloutTest::device).forEach(device -> {
            if (smaller.reaches(device, 0)) {
                assertThat(larger.reaches(device, 0)).isTrue();
            }
        });
    }

    @Property(tries = 20)
    void theShareIsAboutWhatWasAskedFor(@ForAll @IntRange(min = 5, max = 95) int share, @ForAll @Size(32) byte[] seed) {
        Rollout rollout = rollout(share, false, seed);

        long reached = IntStream.range(0, 5000)
                .filter(number -> rollout.reaches(device(number), 0))
                .count();

        // more than six standard deviations: it fails once in a thousand million runs
        assertThat(reached / 50.0).isBetween(share - 4.5, share + 4.5);
    }

    @Test
    void anotherSeedChoosesOthers() {
        List<Integer> one = chosen(rollout(50, false, new byte[32]));
        byte[] seed = new byte[32];
        seed[31] = 1;

        assertThat(chosen(rollout(50, false, seed))).isNotEqualTo(one);
        assertThat(chosen(rollout(50, false, new byte[32]))).isEqualTo(one);
    }

    @Test
    void aPauseStopsThoseWhoDoNotHaveItYet() {
        Rollout paused = rollout(99, true, new byte[32]);

        assertThat(chosen(paused)).isEmpty();
        assertThat(paused.reaches(device(1), TARGET)).isTrue();
    }

    @Test
    void whoRunsItKeepsItWhenTheShareShrinks() {
        assertThat(IntStream.range(0, 100)
                        .allMatch(number -> rollout(1, false, new byte[32]).reaches(device(number), TARGET)))
                .isTrue();
    }

    @Test
    void aCallerWhoProvesNoDeviceIsInNoShare() {
        assertThat(rollout(99, false, new byte[32]).reaches(null, TARGET)).isFalse();
    }

    private static List<Integer> chosen(Rollout rollout) {
        return IntStream.range(0, 100)
                .filter(number -> rollout.reaches(device(number), 0))
                .boxed()
                .toList();
    }
}
