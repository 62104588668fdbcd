package org.brandstore.update.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.ModelName;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SerialNumber;
import org.junit.jupiter.api.Test;

class RolloutTest {
    private static final int TARGET = 2;

    private static Rollout rollout(int percentage, boolean paused, byte[] seed) {
        return new Rollout(new Revision(TARGET), percentage, paused, new DeviceOrder(seed));
    }

    private static boolean reaches(Rollout rollout, int device, int installed) {
        return rollout.reaches(
                new AccountId("acme"), new ModelName("box"), new SerialNumber("serial-" + device), installed);
    }

    @Property(tries = 50)
    void aLargerShareHasEverybodyOfASmallerOne(
            @ForAll @IntRange(min = 1, max = 98) int share, @ForAll @Size(32) byte[] seed) {
        Rollout smaller = rollout(share, false, seed);
        Rollout larger = rollout(share + 1, false, seed);

        IntStream.range(0, 200).forEach(device -> {
            if (reaches(smaller, device, 0)) {
                assertThat(reaches(larger, device, 0)).isTrue();
            }
        });
    }

    @Property(tries = 20)
    void theShareIsAboutWhatWasAskedFor(@ForAll @IntRange(min = 5, max = 95) int share, @ForAll @Size(32) byte[] seed) {
        Rollout rollout = rollout(share, false, seed);

        long reached = IntStream.range(0, 5000)
                .filter(number -> reaches(rollout, number, 0))
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
        assertThat(reaches(paused, 1, TARGET)).isTrue();
    }

    @Test
    void whoRunsItKeepsItWhenTheShareShrinks() {
        assertThat(IntStream.range(0, 100).allMatch(number -> reaches(rollout(1, false, new byte[32]), number, TARGET)))
                .isTrue();
    }

    private static List<Integer> chosen(Rollout rollout) {
        return IntStream.range(0, 100)
                .filter(number -> reaches(rollout, number, 0))
                .boxed()
                .toList();
    }
}
