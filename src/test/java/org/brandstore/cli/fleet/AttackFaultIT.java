package org.brandstore.cli.fleet;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.brandstore.assertion.Assertion;
import org.brandstore.testing.ServerProcess;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Few clients with little means try to stop a fleet: the server has little memory, and fifty devices ask once a second what
 * there is. They are answered in time, nearly all of them, and when it is over everything is as it was.
 */
@Tag("faults")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttackFaultIT {
    private static final String SNAP = "acme-dashboard";
    private static final int DEVICES = 50;
    private static final Duration LASTS = Duration.ofSeconds(12);
    private static final Duration SHORT = Duration.ofSeconds(6);
    private static final double ENOUGH = 0.99;
    private static final double MEBIBYTE = 1024 * 1024;
    private static final String LARGE_BODY = " HTTP/1.1\r\nHost: store.example\r\nContent-Length: 1048576\r\n\r\n";

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final String YAML = """
            name: acme-picture
            version: '1'
            summary: A snap with a picture
            description: For tests.
            architectures: [armhf]
            confinement: strict
            grade: stable
            base: core24
            """;

    private ServerProcess server;
    private HttpClient http;
    private PollingFleet fleet;
    private Rogues rogues;
    private TestBrand brand;
    private SimulatedSnap snap;
    private double directBefore;
    private Assertion model;

    @BeforeAll
    void gather() throws Exception {
        Path folder = Files.createTempDirectory("attack").toAbsolutePath();
        http = TestBrand.newClient();
        brand = TestBrand.in(folder);
        server = ServerProcess.start(folder, List.of("-Xmx512m"), Map.of("brandstore.signing.key-bits", "2048"));
        model = brand.model();
        SimulatedDevice first = brand.deviceWith(SNAP, http, server.url());
        List<SimulatedDevice> devices = new ArrayList<>(List.of(first));
        while (devices.size() <= DEVICES) {
            SimulatedDevice device = brand.factory(http, server.url()).make(brand.model());
            device.register();
            device.openSession();
            devices.add(device);
        }
        snap = first.find(SNAP).orElseThrow();
        fleet = new PollingFleet(http, server.url(), devices, snap);
        rogues = new Rogues(server.url());
        fleet.during(() -> Thread.sleep(3_000));
        directBefore = direct();
    }

    @AfterAll
    void stop() throws Exception {
        rogues.close();
        http.close();
        server.close();
    }

    @AfterEach
    void everythingIsAsItWas() throws Exception {
        rogues.close();
        for (int i = 0; i < 20 && metric("brandstore_door_connections") > 2 * DEVICES; i++) {
            Thread.sleep(500);
        }
        assertThat(metric("brandstore_door_connections")).isLessThanOrEqualTo(2 * DEVICES);
        assertThat(metric("brandstore_device_bodies_bytes")).isZero();
        assertThat(metric("brandstore_door_unread_bytes")).isZero();
        assertThat(metric("brandstore_device_waiting")).isZero();
        assertThat(direct() - directBefore).isLessThan(64 * MEBIBYTE);
        assertThat(server.log()).doesNotContain("OutOfMemory", "OutOfDirectMemory");
    }

    private void requirePolls(String name, PollingFleet.Report report) {
        System.out.printf(
                "%s: %d polls, in time %.2f %%, %s, slowest %d ms%n",
                name, report.answers().size(), report.share() * 100, report.statuses(), report.slowest());
        assertThat(report.share()).isGreaterThanOrEqualTo(ENOUGH);
        assertThat(report.statuses().keySet()).allMatch(status -> status < 500);
    }

    @Test
    void silentSocketsTakeNoMemoryFromPolls() throws Exception {
        requirePolls("silent bodies", fleet.during(() -> {
            rogues.beginAndWait(200, "POST /v2/snaps/refresh" + LARGE_BODY);
            Thread.sleep(LASTS.toMillis());
        }));
    }

    @Test
    void silentFormsAndUploadsStopNeitherPollsNorNoncesNorRequestIds() throws Exception {
        requirePolls("silent forms", fleet.during(() -> {
            rogues.beginAndWait(230, "POST /dev/api/acl/" + LARGE_BODY);
            rogues.beginAndWait(
                    130,
                    "POST /unscanned-upload/ HTTP/1.1\r\nHost: store.example\r\nContent-Type: multipart/form-data;"
                            + " boundary=b\r\nContent-Length: 104857600\r\n\r\n");
            for (int i = 0; i < LASTS.toSeconds(); i++) {
                for (String path :
                        List.of("/api/v1/snaps/auth/nonces", "/api/v1/snaps/auth/request-id", "/v1/request-id")) {
                    requireSoon(path);
                }
                rogues.drip();
                Thread.sleep(1_000);
            }
        }));
        assertThat(metric("brandstore_device_refused_total\\{reason=\"slow\"\\}"))
                .isPositive();
    }

    @Test
    void bogusRequestsForSerialsStopNoPolls() throws Exception {
        byte[] request = Crowd.request(
                "POST",
                "/api/v1/snaps/auth/devices",
                List.of("Content-Type: application/x.ubuntu.assertion"),
                SerialRequests.withBogusId(model, CheapKeys.make(1).getFirst()));
        requirePolls("bogus requests for serials", fleet.during(() -> rogues.hammer(300, request, LASTS)));
    }

    @Test
    void thousandsOfClientsThatNeverRestStopNoPolls() throws Exception {
        byte[] request = Crowd.request("GET", "/v2/snaps/info/nothing", List.of(), "");
        requirePolls("clients that never rest", fleet.during(() -> rogues.hammer(2_000, request, LASTS)));
    }

    @Test
    void aRequestWhoseCostIsAProductStopsNoPolls() throws Exception {
        String set = "[\"acme\",\"" + "s".repeat(40) + "\"]";
        String sets = String.join(",", Collections.nCopies(2_000, set));
        String action =
                "{\"action\":\"refresh\",\"instance-key\":\"%1$s\",\"snap-id\":\"%1$s\"}".formatted(snap.snapId());
        String distinct = IntStream.range(0, 60)
                .mapToObj(i -> "[\"acme\",\"set-" + i + "\"]")
                .collect(Collectors.joining(","));
        for (String body : List.of(
                refresh(sets, String.join(",", Collections.nCopies(300, action))),
                refresh(sets, action),
                refresh(distinct, String.join(",", Collections.nCopies(4, action))))) {
            byte[] request = Crowd.request("POST", "/v2/snaps/refresh", fleet.rogueHeaders(), body);
            requirePolls(
                    "a request of " + request.length + " bytes", fleet.during(() -> rogues.hammer(20, request, SHORT)));
        }
    }

    private String refresh(String sets, String actions) {
        return """
                {"context":[{"snap-id":"%1$s","instance-key":"%1$s","revision":%2$d,"tracking-channel":"latest/stable",\
                "epoch":{"read":[0],"write":[0]},"validation-sets":[%3$s]}],"actions":[%4$s],"fields":["revision"]}""".formatted(snap.snapId(), snap.revision(), sets, actions);
    }

    @Test
    void slowReadersOfOnePictureTakeNoMemory() throws Exception {
        byte[] request = Crowd.request("GET", picture(), List.of(), "");
        requirePolls("slow readers", fleet.during(() -> {
            rogues.askAndHardlyRead(420, request);
            for (int i = 0; i < LASTS.toSeconds(); i++) {
                rogues.sip();
                assertThat(direct() - directBefore).isLessThan(64 * MEBIBYTE);
                Thread.sleep(1_000);
            }
        }));
    }

    /** The path of an icon as large as icons may be, of a snap that devices see. */
    private String picture() throws Exception {
        byte[] icon = new byte[300 << 10];
        new Random(1).nextBytes(icon);
        System.arraycopy(PNG, 0, icon, 0, PNG.length);
        byte[] file = SnapFile.withFiles(
                Map.of("meta", Map.of("snap.yaml", YAML.getBytes(UTF_8)), "meta/gui", Map.of("icon.png", icon)));
        PublisherWire publisher = brand.publisher(http, server.url());
        publisher.login(brand.newEnrolment());
        publisher.registerName("acme-picture", TestBrand.STORE);
        publisher.release(
                "acme-picture", publisher.upload("acme-picture", "acme-picture_1_armhf.snap", file), "latest/stable");
        AdminWire manager = AdminWire.login(http, server.url(), TestBrand.MANAGER, TestBrand.PASSWORD);
        manager.approve(manager.waiting().get(0).path("id").asText());
        for (int i = 0; i < 100; i++) {
            String info = http.send(
                            fleet.get(server.url().resolve("/v2/snaps/info/acme-picture?fields=media")),
                            BodyHandlers.ofString())
                    .body();
            Matcher url = Pattern.compile("\"url\":\"http://[^/]*([^\"]+)\"").matcher(info);
            if (url.find()) {
                return url.group(1);
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("no device sees the picture");
    }

    @Test
    void uploadsOfStrangersStopNoPolls() throws Exception {
        byte[] request = Crowd.request(
                "POST",
                "/unscanned-upload/",
                List.of("Content-Type: multipart/form-data; boundary=b"),
                "--b\r\nContent-Disposition: form-data; name=\"binary\"; filename=\"x.snap\"\r\n\r\n"
                        + "x".repeat(100_000) + "\r\n--b--\r\n");
        requirePolls("uploads of strangers", fleet.during(() -> rogues.hammer(100, request, LASTS)));
    }

    private void requireSoon(String path) throws Exception {
        long start = System.nanoTime();
        int status = http.send(
                        HttpRequest.newBuilder(server.url().resolve(path))
                                .timeout(Duration.ofSeconds(10))
                                .POST(HttpRequest.BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
        assertThat(status).as(path).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).as(path).isLessThan(Duration.ofSeconds(2));
    }

    private double direct() throws Exception {
        return metric("jvm_buffer_memory_used_bytes\\{id=\"direct\"\\}");
    }

    /** @param name as a pattern */
    private double metric(String name) throws Exception {
        String metrics = http.send(
                        HttpRequest.newBuilder(server.management().resolve("/q/metrics"))
                                .build(),
                        BodyHandlers.ofString())
                .body();
        Matcher line = Pattern.compile("(?m)^" + name + " (\\S+)$").matcher(metrics);
        assertThat(line.find()).as(name).isTrue();
        return Double.parseDouble(line.group(1));
    }
}
