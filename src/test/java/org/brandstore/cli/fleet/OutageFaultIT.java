package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.brandstore.testing.ServerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database hangs, and then is gone: devices' polls are answered as before, and the server says what is stale. */
@Tag("faults")
class OutageFaultIT {
    private static final String SNAP = "acme-dashboard";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    @Test
    void pollsAreAnsweredWhileTheDatabaseHangsAndWhenItIsGone() throws Exception {
        Path folder = Files.createTempDirectory("outage").toAbsolutePath();
        TestBrand brand = TestBrand.in(folder);
        try (ServerProcess server =
                        ServerProcess.start(folder, List.of(), Map.of("brandstore.signing.key-bits", "2048"));
                HttpClient http = TestBrand.newClient()) {
            SimulatedDevice device = brand.deviceWith(SNAP, http, server.url());
            assertThat(device.poll()).isEmpty();
            searches(http, server, device);
            assertThat(status(http, server, "/q/health/group/freshness")).isEqualTo(200);

            signal(folder, "-STOP");
            try {
                polls(device);
                searches(http, server, device);
                awaitStatus(http, server, "/q/health/group/freshness", 503);
                polls(device);
                assertThat(status(http, server, "/q/health/ready")).isEqualTo(200);
                assertThat(get(http, server, "/q/metrics").body()).contains("brandstore_catalog_stale 1.0");
            } finally {
                signal(folder, "-CONT");
            }
            awaitStatus(http, server, "/q/health/group/freshness", 200);

            signal(folder, "-INT");
            awaitStatus(http, server, "/q/health/group/freshness", 503);
            polls(device);
            searches(http, server, device);
            assertThat(status(http, server, "/q/health/ready")).isEqualTo(200);
            Reply refused = device.requestSession(nonce(http, server));
            assertThat(refused.status()).isEqualTo(503);
        }
    }

    /** Each is answered with 200 and in time, or this throws. */
    private static void polls(SimulatedDevice device) {
        for (int i = 0; i < 50; i++) {
            long start = System.nanoTime();
            assertThat(device.poll()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(ANSWER_LIMIT);
        }
    }

    /** Words are found in memory then, none is answered with an error, and nobody waits long. */
    private static void searches(HttpClient http, ServerProcess server, SimulatedDevice device) throws Exception {
        for (String words : List.of("dashboard", "acme", "nothing-of-this-kind")) {
            for (int i = 0; i < 10; i++) {
                HttpResponse<String> answer = http.send(
                        HttpRequest.newBuilder(server.url().resolve("/v2/snaps/find?architecture=armhf&q=" + words))
                                .header(
                                        "Snap-Device-Authorization",
                                        "Macaroon root=\""
                                                + device.headers().session().orElseThrow() + "\"")
                                .timeout(ANSWER_LIMIT)
                                .build(),
                        BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body().contains("\"name\":\"" + SNAP + "\""))
                        .as(words + " " + answer.body())
                        .isEqualTo(!words.startsWith("nothing"));
            }
        }
    }

    private static void awaitStatus(HttpClient http, ServerProcess server, String path, int wanted)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int status = status(http, server, path);
        while (status != wanted && System.nanoTime() < deadline) {
            Thread.sleep(200);
            status = status(http, server, path);
        }
        assertThat(status).as(path).isEqualTo(wanted);
    }

    private static int status(HttpClient http, ServerProcess server, String path)
            throws IOException, InterruptedException {
        return get(http, server, path).statusCode();
    }

    private static HttpResponse<String> get(HttpClient http, ServerProcess server, String path)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(server.management().resolve(path))
                        .timeout(ANSWER_LIMIT)
                        .build(),
                BodyHandlers.ofString());
    }

    private static String nonce(HttpClient http, ServerProcess server) {
        return new DeviceWire(http, new com.fasterxml.jackson.databind.ObjectMapper(), server.url()).nonce();
    }

    /** Sends a signal to the server's own PostgreSQL; what stops it must reach all its processes. */
    private static void signal(Path folder, String signal) throws IOException, InterruptedException {
        long postmaster = Long.parseLong(Files.readAllLines(folder.resolve("storage/data/postgres/postmaster.pid"))
                .getFirst()
                .strip());
        ProcessHandle handle = ProcessHandle.of(postmaster).orElseThrow();
        Stream<ProcessHandle> all =
                signal.equals("-INT") ? Stream.of(handle) : Stream.concat(Stream.of(handle), handle.descendants());
        for (ProcessHandle process : all.toList()) {
            new ProcessBuilder("kill", signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        }
    }
}
