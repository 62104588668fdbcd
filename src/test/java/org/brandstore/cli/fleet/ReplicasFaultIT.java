package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.brandstore.testing.ServerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two replicas over one database and one blob store behave as one. */
@Tag("faults")
class ReplicasFaultIT {
    @Test
    void aReleaseApprovedThroughOneReplicaIsSeenThroughTheOtherWithinASecond() throws Exception {
        Path folder = Files.createTempDirectory("replicas").toAbsolutePath();
        Map<String, String> config = Map.of("brandstore.signing.key-bits", "2048");
        TestBrand brand = TestBrand.in(folder);
        try (ServerProcess one = ServerProcess.start(folder, List.of(), config);
                ServerProcess two = ServerProcess.start(folder, List.of(), config);
                HttpClient http = TestBrand.newClient()) {
            PublisherWire publisher = brand.publisher(http, one.url());
            publisher.login(brand.enrolment());
            publisher.registerName("acme-dashboard", TestBrand.STORE);
            DemoSnap snap = new DemoSnap("acme-dashboard", "acme-dashboard_1.0_armhf.snap");
            int revision = publisher.upload(snap.name(), snap.file(), snap.bytes());
            publisher.release(snap.name(), revision, "latest/stable");
            SimulatedDevice device = brand.factory(http, two.url()).make(brand.model());
            device.register();
            device.openSession();
            assertThat(device.askFor("acme-dashboard").text()).contains("revision-not-found");

            AdminWire manager = AdminWire.login(http, one.url(), TestBrand.MANAGER, TestBrand.PASSWORD);
            JsonNode waiting = manager.waiting();
            assertThat(waiting).hasSize(1);
            manager.approve(waiting.get(0).path("id").asText());
            long approved = System.nanoTime();

            Duration seen = Duration.ofSeconds(10);
            while (System.nanoTime() - approved < Duration.ofSeconds(10).toNanos()) {
                if (device.askFor("acme-dashboard").text().contains("\"install\"")) {
                    seen = Duration.ofNanos(System.nanoTime() - approved);
                    break;
                }
            }
            System.out.println("seen through the other replica after " + seen.toMillis() + " ms");
            assertThat(seen).isLessThan(Duration.ofSeconds(1));
        }
    }
}
