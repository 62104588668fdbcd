package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.brandstore.assertion.Assertion;
import org.brandstore.testing.ServerProcess;
import org.brandstore.testing.SnapFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The server is killed at random moments while devices register, a developer uploads and releases, and a manager
 * approves. After each restart every acknowledged step is there and nothing is half there.
 */
@Tag("faults")
class KillFaultIT {
    /** More by hand: {@code -Dkills=20}. */
    private static final int KILLS = Integer.getInteger("kills", 5);

    /** On a slow machine little is done between two kills: then there are more of them, and more time between them. */
    private static final int MOST_KILLS = 4 * KILLS;

    private static final String SNAP = "acme-dashboard";

    /** What the server has acknowledged. */
    private static final class Acknowledged {
        final List<SimulatedDevice> registered = new CopyOnWriteArrayList<>();
        final List<Integer> revisions = new CopyOnWriteArrayList<>();
        final List<Integer> approved = new CopyOnWriteArrayList<>();

        boolean isOfEachKind() {
            return !registered.isEmpty() && !revisions.isEmpty() && !approved.isEmpty();
        }
    }

    @Test
    void everyAcknowledgedStepSurvivesKillsAtRandomMoments() throws Exception {
        Path folder = Files.createTempDirectory("kill").toAbsolutePath();
        Map<String, String> config = Map.of("brandstore.signing.key-bits", "2048");
        Acknowledged acknowledged = new Acknowledged();
        Random random = new Random(42);
        TestBrand brand = TestBrand.in(folder);
        ServerProcess server = ServerProcess.start(folder, List.of(), config);
        try (HttpClient http = TestBrand.newClient()) {
            PublisherWire first = brand.publisher(http, server.url());
            first.login(brand.enrolment());
            first.registerName(SNAP, TestBrand.STORE);
            int kills = 0;
            while (kills < KILLS || (!acknowledged.isOfEachKind() && kills < MOST_KILLS)) {
                int kill = ++kills;
                Worker worker = new Worker(brand, first, http, server.url(), acknowledged, kill);
                Thread thread = Thread.ofPlatform().start(worker);
                Thread.sleep((200 + random.nextInt(4_000)) * (1 + kill / (KILLS + 1)));
                server.kill();
                thread.join();
                server = ServerProcess.start(folder, List.of(), config);
                check(brand, first, http, server.url(), acknowledged);
            }
            System.out.printf(
                    "after %d kills: %d registrations, %d revisions, %d approvals, all there%n",
                    kills, acknowledged.registered.size(), acknowledged.revisions.size(), acknowledged.approved.size());
            assertThat(acknowledged.registered).isNotEmpty();
            assertThat(acknowledged.revisions).isNotEmpty();
            assertThat(acknowledged.approved).isNotEmpty();
        } finally {
            server.close();
        }
    }

    /** Does what people and devices do until the server goes away. */
    private record Worker(
            TestBrand brand, PublisherWire developer, HttpClient http, URI url, Acknowledged acknowledged, int round)
            implements Runnable {
        @Override
        public void run() {
            try {
                PublisherWire publisher = developer.at(url);
                AdminWire manager = AdminWire.login(http, url, TestBrand.MANAGER, TestBrand.PASSWORD);
                for (int step = 0; ; step++) {
                    SimulatedDevice device = brand.factory(http, url).make(brand.model());
                    device.register();
                    acknowledged.registered.add(device);
                    byte[] file =
                            SnapFiles.variant(new DemoSnap(SNAP, SNAP + "_1.0_armhf.snap").bytes(), round + "-" + step);
                    int revision = publisher.upload(SNAP, SNAP + ".snap", file);
                    acknowledged.revisions.add(revision);
                    publisher.release(SNAP, revision, "latest/stable");
                    approve(manager, revision);
                }
            } catch (RuntimeException | IOException e) {
                // the server was killed: what was not acknowledged may or may not have happened
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void approve(AdminWire manager, int revision) throws IOException, InterruptedException {
            for (JsonNode waiting : manager.waiting()) {
                if (waiting.path("revision").asInt() == revision) {
                    manager.approve(waiting.path("id").asText());
                    acknowledged.approved.add(revision);
                }
            }
        }
    }

    private static void check(
            TestBrand brand, PublisherWire developer, HttpClient http, URI url, Acknowledged acknowledged)
            throws Exception {
        for (SimulatedDevice device : acknowledged.registered) {
            Assertion serial = device.requireSerial();
            SimulatedDevice again = brand.factory(http, url).take(device);
            again.openSession();
            assertThat(again.requireSerial()).isEqualTo(serial);
        }
        PublisherWire publisher = developer.at(url);
        List<Integer> known = publisher.revisions(SNAP);
        assertThat(known).containsAll(acknowledged.revisions).doesNotHaveDuplicates();
        if (!acknowledged.approved.isEmpty()) {
            int newest = acknowledged.approved.stream().max(Integer::compare).orElseThrow();
            SimulatedDevice device = brand.factory(http, url).make(brand.model());
            device.register();
            device.openSession();
            device.install(List.of(SNAP));
            assertThat(device.find(SNAP).orElseThrow().revision()).isGreaterThanOrEqualTo(newest);
        }
    }
}
