package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.brandstore.testing.CommandProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many clients do random commands through two replicas over one database while replicas are killed and connections are cut.
 * What was acknowledged is compared with a sequential model: nothing acknowledged is lost, nothing final is left, every
 * answer to a device is one that some state between its request and its answer explains, and the audit log is whole and tells
 * exactly what was acknowledged.
 *
 * <p>It was seen to fail: with a mark of use that writes the revocation as it was read, and without the guard of the table,
 * tokens worked after their end was acknowledged.
 *
 * <p>{@code -Dchecker.minutes=10} for a long run, {@code -Dchecker.seed=N} for the choices of an earlier one.
 */
@Tag("faults")
class CheckerFaultIT {
    private static final int REVOKERS = 3;
    private static final int DEVICES = 2;
    private static final int ROUNDS_BETWEEN_KILLS = 6;

    private final Duration length =
            Duration.ofSeconds(Math.round(60 * Double.parseDouble(System.getProperty("checker.minutes", "1"))));
    private final long seed = Long.getLong("checker.seed", System.nanoTime());

    @Test
    void whatWasAcknowledgedHoldsWhateverBreaks() throws Exception {
        System.out.println("checker: seed=" + seed + " seconds=" + length.toSeconds());
        try (CheckerScene scene = new CheckerScene()) {
            CheckerChannels channels = new CheckerChannels(scene);
            CheckerTokens tokens = new CheckerTokens(scene);
            CheckerDecisions decisions = new CheckerDecisions(scene);
            run(scene, channels, tokens, decisions);
            CheckerScene.settle();
            System.out.printf(
                    "checker: acknowledged=%d unknown=%d answers=%d%n",
                    scene.acknowledged.get(), scene.unknown.get(), scene.answers.get());
            assertThat(scene.violations).isEmpty();
            channels.judge();
            tokens.judge();
            decisions.judge();
            assertThat(CommandProcess.run(scene.folder(), Map.of(), "audit", "verify"))
                    .contains("intact");
            assertThat(scene.locksOutOfOrder()).isEmpty();
            assertThat(scene.acknowledged.get())
                    .as("commands that the run is worth")
                    .isGreaterThan(50);
            assertThat(scene.answers.get()).isGreaterThan(50);
        }
    }

    private void run(CheckerScene scene, CheckerChannels channels, CheckerTokens tokens, CheckerDecisions decisions)
            throws Exception {
        Random seeds = new Random(seed);
        List<Callable<Void>> clients = new ArrayList<>();
        for (String channel : channels.names()) {
            Random chance = new Random(seeds.nextLong());
            clients.add(() -> channels.publish(channel, chance));
        }
        for (int i = 0; i < REVOKERS; i++) {
            Random chance = new Random(seeds.nextLong());
            clients.add(() -> tokens.run(chance));
        }
        for (int i = 0; i < DEVICES; i++) {
            Random chance = new Random(seeds.nextLong());
            SimulatedDevice device = scene.device();
            clients.add(() -> channels.ask(device, chance));
        }
        Random decider = new Random(seeds.nextLong());
        clients.add(() -> decisions.run(decider));
        Random breaker = new Random(seeds.nextLong());
        clients.add(() -> disturb(scene, breaker));
        scene.runFor(length);
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<Void>> running = clients.stream().map(threads::submit).toList();
            for (Future<Void> client : running) {
                client.get();
            }
        }
    }

    /** Cuts connections to the database all the time, and kills a replica now and then. */
    private static Void disturb(CheckerScene scene, Random chance) throws Exception {
        int rounds = 0;
        while (!scene.isOver()) {
            Thread.sleep(1_000 + chance.nextInt(3_000));
            if (++rounds % ROUNDS_BETWEEN_KILLS == 0) {
                scene.kill(chance.nextInt(2));
            } else {
                scene.cut();
            }
        }
        return null;
    }
}
