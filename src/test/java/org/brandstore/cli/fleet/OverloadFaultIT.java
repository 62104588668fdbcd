package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.brandstore.testing.CommandProcess;
import org.brandstore.testing.ServerProcess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Far more is asked than a small server can answer. Whoever is answered is answered in time, everybody else is sent away
 * with 429 and never with a 5xx, which would make them ask six times (device-api.md (a)).
 */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OverloadFaultIT {
    private static final String SNAP = "acme-dashboard";
    private static final int SECONDS = 15;
    private static final long PARKED_MILLIS = 2_000;

    /** What a client waits for a whole exchange (device-api.md 1.4); a later answer is as good as none. */
    private static final long IN_TIME_MILLIS = 10_000;

    private Path folder;
    private HttpClient http;
    private TestBrand brand;
    private SimulatedDevice wild;
    private SimulatedDevice tame;

    @BeforeAll
    void makeBrand() throws Exception {
        folder = Files.createTempDirectory("overload").toAbsolutePath();
        http = TestBrand.newClient();
        brand = TestBrand.in(folder);
        try (ServerProcess server = start(Map.of())) {
            wild = brand.deviceWith(SNAP, http, server.url());
            tame = brand.factory(http, server.url()).make(brand.model());
            tame.register();
        }
    }

    @AfterAll
    void stop() {
        http.close();
    }

    private ServerProcess start(Map<String, String> config) throws Exception {
        Map<String, String> all = new HashMap<>(config);
        all.put("brandstore.signing.key-bits", "2048");
        return ServerProcess.start(folder, List.of("-Xmx192m"), all);
    }

    /** A device that was made before, with a session and its snap, at a server of now. */
    private SimulatedDevice at(ServerProcess server, SimulatedDevice device) {
        SimulatedDevice moved = brand.factory(http, server.url()).take(device);
        moved.openSession();
        moved.install(List.of(SNAP));
        return moved;
    }

    @Test
    void anOverloadIsAnsweredInTimeOrRefusedAndLeavesNothingBehind() throws Exception {
        try (ServerProcess server = start(Map.of(
                "brandstore.device.refreshes-per-minute", "0",
                "brandstore.device.requests-per-minute", "0",
                "brandstore.device.requests-at-once", "64",
                "brandstore.device.shed-after", "PT0.5S",
                // a whole fleet, played by one device at one address
                "brandstore.door.requests-per-device", "0",
                "brandstore.door.requests-per-client", "0",
                "brandstore.door.connections-per-client", "0"))) {
            overload(server, at(server, wild));
        }
    }

    private void overload(ServerProcess server, SimulatedDevice device) throws Exception {
        Requests requests = new Requests(device);
        byte[] imageBuilder = requests.imageBuilder(credential(folder));
        Map<String, CrowdReport> reports;
        try (CrowdReport.Running crowd = new CrowdReport.Plan(folder)
                .with("large-polls", 600, PARKED_MILLIS, requests.poll(300))
                .with("polls", 600, PARKED_MILLIS, requests.poll(1))
                .with("assertions", 300, PARKED_MILLIS, requests.assertion())
                .with("nonces", 100, PARKED_MILLIS, requests.nonce())
                .with("files", 100, PARKED_MILLIS, requests.file())
                .with("image-builders", 300, PARKED_MILLIS, imageBuilder)
                .start(server.url(), SECONDS)) {
            reports = crowd.await();
        }
        long start = System.nanoTime();
        assertThat(device.poll()).isEmpty();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        System.out.println("peak resident MiB: " + server.peakResidentKib() / 1024);
        assertThat(one(imageBuilder, server).outcomes()).containsExactly("200");

        assertThat(reports).hasSize(6).allSatisfy((name, report) -> {
            assertThat(report.outcomes()).isSubsetOf("200", "429");
            // devices come before tools, which may all be sent away while it lasts
            assertThat(report.count("200") > 0 || name.equals("image-builders"))
                    .as(name)
                    .isTrue();
            assertThat(report.count("without-retry-after")).isZero();
            assertThat(report.count("max")).isLessThan(IN_TIME_MILLIS);
        });
        assertThat(reports.get("large-polls").count("429")).isPositive();
        assertThat(reports.get("assertions").count("429")).isPositive();
        assertThat(reports.get("image-builders").count("429")).isPositive();
        String metrics = http.send(
                        HttpRequest.newBuilder(server.management().resolve("/q/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        assertThat(metrics)
                .contains("brandstore_device_waiting 0.0", "brandstore_device_bodies_bytes 0.0")
                .containsPattern("brandstore_device_refused_total\\{reason=\"busy\"} [1-9]");
        assertThat(server.log()).doesNotContain("OutOfMemory", "Exception", "ERROR");
    }

    private CrowdReport one(byte[] request, ServerProcess server) throws Exception {
        try (CrowdReport.Running client = new CrowdReport.Plan(folder)
                .with("one", 1, PARKED_MILLIS, request)
                .start(server.url(), 1)) {
            return client.await().get("one");
        }
    }

    @Test
    void oneDeviceThatHasGoneWildIsSentAwayAndTheOthersDoNotNotice() throws Exception {
        try (ServerProcess server = start(Map.of(
                "brandstore.device.refreshes-per-minute", "60",
                "brandstore.device.requests-per-minute", "60",
                "brandstore.door.requests-per-device", "0"))) {
            Requests requests = new Requests(at(server, wild));
            SimulatedDevice other = at(server, tame);
            List<Long> millis = new ArrayList<>();
            Map<String, CrowdReport> reports;
            try (CrowdReport.Running crowd = new CrowdReport.Plan(folder)
                    .with("wild-polls", 30, 0, requests.poll(1))
                    .with("wild-assertions", 30, 0, requests.assertion())
                    .start(server.url(), SECONDS)) {
                while (crowd.process().isAlive() && millis.size() < 30) {
                    long start = System.nanoTime();
                    assertThat(other.poll()).isEmpty();
                    millis.add(Duration.ofNanos(System.nanoTime() - start).toMillis());
                    Thread.sleep(300);
                }
                reports = crowd.await();
            }
            System.out.println("polls of the other device, milliseconds: " + millis);

            // a minute's worth, and one more for each second
            long most = 60 + SECONDS + 10;
            assertThat(reports).hasSize(2).allSatisfy((name, report) -> {
                assertThat(report.outcomes()).containsExactlyInAnyOrder("200", "429");
                assertThat(report.count("200")).isBetween(1L, most);
                assertThat(report.count("without-retry-after")).isZero();
            });
            assertThat(millis).hasSizeGreaterThan(5).allMatch(took -> took < 2_000);
        }
    }

    private static String credential(Path folder) throws Exception {
        String encoded = CommandProcess.run(
                folder, Map.of(), "person", "image-builder", TestBrand.MANAGER, "--store", TestBrand.STORE);
        JsonNode json = new ObjectMapper().readTree(Base64.getDecoder().decode(encoded.strip()));
        return json.path("v").asText();
    }

    /** The requests of one device, byte for byte. */
    private record Requests(SimulatedDevice device) {
        private SimulatedSnap snap() {
            return device.find(SNAP).orElseThrow();
        }

        private List<String> headers() {
            WireHeaders headers = device.headers();
            return List.of(
                    "Accept: application/json",
                    "Snap-Device-Series: 16",
                    "Snap-Device-Architecture: " + headers.architecture(),
                    "Snap-Device-Authorization: Macaroon root=\""
                            + headers.session().orElseThrow() + "\"",
                    "X-Device-Authorization: Macaroon root=\""
                            + headers.session().orElseThrow() + "\"",
                    "X-Ubuntu-Architecture: " + headers.architecture());
        }

        /** A scheduled refresh of so many instances of one snap. */
        byte[] poll(int instances) {
            List<String> headers = new ArrayList<>(headers());
            headers.add("Content-Type: application/json");
            headers.add("Snap-Refresh-Reason: scheduled");
            return Crowd.request("POST", "/v2/snaps/refresh", headers, body(instances));
        }

        private String body(int instances) {
            List<String> keys = IntStream.range(0, instances)
                    .mapToObj(i -> snap().snapId() + (i == 0 ? "" : ":%043d".formatted(i)))
                    .toList();
            return "{\"context\":["
                    + keys.stream().map(this::context).collect(Collectors.joining(","))
                    + "],\"actions\":["
                    + keys.stream()
                            .map(key ->
                                    "{\"action\":\"refresh\",\"instance-key\":\"%s\",\"snap-id\":\"%s\",\"channel\":\"latest/stable\"}"
                                            .formatted(key, snap().snapId()))
                            .collect(Collectors.joining(","))
                    + "],\"fields\":[\"name\",\"revision\",\"download\",\"snap-yaml\"]}";
        }

        private String context(String key) {
            return """
                    {"snap-id":"%s","instance-key":"%s","revision":%d,"tracking-channel":"latest/stable",\
                    "refreshed-date":"2026-11-01T10:00:00Z","epoch":{"read":[0],"write":[0]}}""".formatted(snap().snapId(), key, snap().revision());
        }

        byte[] assertion() {
            return Crowd.request("GET", "/v2/assertions/snap-declaration/16/" + snap().snapId(), headers(), "");
        }

        byte[] nonce() {
            return Crowd.request("POST", "/api/v1/snaps/auth/nonces", List.of("Accept: application/json"), "");
        }

        byte[] file() {
            return Crowd.request(
                    "GET",
                    "/api/v1/snaps/download/" + snap().snapId() + "_" + snap().revision() + ".snap",
                    headers(),
                    "");
        }

        byte[] imageBuilder(String credential) {
            return Crowd.request(
                    "POST",
                    "/v2/snaps/refresh",
                    List.of(
                            "Authorization: Bearer " + credential,
                            "Snap-Device-Store: " + TestBrand.STORE,
                            "Snap-Device-Architecture: " + device.headers().architecture(),
                            "Content-Type: application/json"),
                    """
                    {"context":[],"actions":[{"action":"download","instance-key":"download-1","name":"%s",\
                    "channel":"stable","epoch":null}],"fields":["name","revision","download"]}""".formatted(SNAP));
        }
    }
}
