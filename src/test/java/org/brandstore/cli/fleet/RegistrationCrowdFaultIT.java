package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.RsaAssertionSigner;
import org.brandstore.testing.CommandProcess;
import org.brandstore.testing.ServerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A factory starts all its lines at once: ten thousand devices ask for serials. Most get theirs at once, some wait for a
 * manager. None is lost, none has two, and who waits can be seen.
 */
@Tag("faults")
class RegistrationCrowdFaultIT {
    private static final int AUTOMATIC = 2_700;
    private static final int MANUAL = 300;

    /** How many requests are under way at the same time; the others stand in front of their sockets. */
    private static final int AT_ONCE = 1_000;

    private static final Duration PAUSE = Duration.ofSeconds(3);

    /** One device that asks until it is answered for good. */
    private record Device(HttpClient http, URI base, Assertion model, RsaAssertionSigner key, Semaphore sockets) {
        /** 200 with the serial, or 202. */
        HttpResponse<byte[]> ask(byte[] stream) throws IOException, InterruptedException {
            return send(HttpRequest.newBuilder(base.resolve("/api/v1/snaps/auth/devices"))
                    .header("Content-Type", "application/x.ubuntu.assertion")
                    .header("Snap-Device-Capabilities", "serial-stream")
                    .POST(BodyPublishers.ofByteArray(stream)));
        }

        byte[] request() throws IOException, InterruptedException {
            HttpResponse<byte[]> answer = send(HttpRequest.newBuilder(base.resolve("/api/v1/snaps/auth/request-id"))
                    .POST(BodyPublishers.noBody()));
            String id = new ObjectMapper()
                    .readTree(answer.body())
                    .path("request-id")
                    .asText();
            Headers headers = Headers.builder()
                    .put("brand-id", model.text("brand-id"))
                    .put("model", model.text("model"))
                    .put("request-id", id)
                    .put("device-key", key.publicKey().encoded())
                    .build();
            Assertion request = Assertions.sign(AssertionType.SERIAL_REQUEST, headers, new byte[0], key, Instant.EPOCH);
            return AssertionStreams.join(List.of(request, model));
        }

        private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
            sockets.acquire();
            try {
                return http.send(request.timeout(Duration.ofSeconds(30)).build(), BodyHandlers.ofByteArray());
            } finally {
                sockets.release();
            }
        }
    }

    private final AtomicInteger again = new AtomicInteger();

    /** As snapd: after an answer above 500, or none, from a new request id. Returns what it asked and the last answer. */
    private Answered register(Device device) throws InterruptedException {
        for (int attempt = 0; attempt < 200; attempt++) {
            try {
                byte[] stream = device.request();
                HttpResponse<byte[]> answer = device.ask(stream);
                if (answer.statusCode() <= 500) {
                    return new Answered(device, stream, answer);
                }
            } catch (IOException e) {
                // no answer in time, as far as the device knows
            }
            again.incrementAndGet();
            Thread.sleep(PAUSE);
        }
        throw new IllegalStateException("a device was never answered");
    }

    private record Answered(Device device, byte[] stream, HttpResponse<byte[]> answer) {
        Assertion serial() {
            assertThat(answer.statusCode())
                    .as(new String(answer.body(), StandardCharsets.UTF_8))
                    .isEqualTo(200);
            return AssertionStreamDecoder.decodeAll(answer.body()).getFirst();
        }
    }

    @Test
    void tenThousandDevicesAtOnceAreNeitherLostNorDoubled() throws Exception {
        Path folder = Files.createTempDirectory("crowd").toAbsolutePath();
        long started = System.nanoTime();
        List<RsaAssertionSigner> keys = CheapKeys.make(AUTOMATIC + MANUAL);
        System.out.printf("%d keys made in %d s%n", keys.size(), seconds(started));
        TestBrand brand = TestBrand.in(folder);
        try (ServerProcess server = ServerProcess.start(
                        folder,
                        List.of("-Xmx512m"),
                        Map.of("brandstore.signing.key-bits", "2048", "brandstore.device.newcomers-per-client", "0"));
                HttpClient http = TestBrand.newClient()) {
            Assertion manual = manualModel(folder);
            AdminWire manager = AdminWire.login(http, server.url(), TestBrand.MANAGER, TestBrand.PASSWORD);
            String store = "/api/admin/v1/stores/" + TestBrand.STORE;
            manager.call(
                    "PUT",
                    store + "/models/slow-box/serial-policy",
                    "{\"approval\":\"manual\",\"duplicates\":\"same-key\",\"hardware\":false}");
            Semaphore sockets = new Semaphore(AT_ONCE);
            List<Device> devices = new ArrayList<>();
            for (int i = 0; i < keys.size(); i++) {
                devices.add(new Device(http, server.url(), i % 10 == 0 ? manual : brand.model(), keys.get(i), sockets));
            }

            started = System.nanoTime();
            List<Answered> answers = all(devices, this::register);
            long took = seconds(started);

            List<Answered> waiting = answers.stream()
                    .filter(answered -> answered.answer().statusCode() == 202)
                    .toList();
            assertThat(waiting).hasSize(MANUAL);
            JsonNode queue = manager.call("GET", store + "/serial-requests?limit=1000", "");
            assertThat(queue).hasSize(MANUAL);
            List<String> ids = new ArrayList<>();
            queue.forEach(one -> ids.add(one.path("id").asText()));
            manager.call(
                    "POST",
                    store + "/serial-requests/approve",
                    new ObjectMapper().writeValueAsString(Map.of("ids", ids, "reason", "the whole lot")));
            List<Answered> later = all(
                    waiting,
                    one -> new Answered(one.device(), one.stream(), one.device().ask(one.stream())));

            Set<String> serials = new HashSet<>();
            for (Answered one : answers) {
                Answered last = one.answer().statusCode() == 202 ? later.removeFirst() : one;
                Assertion serial = last.serial();
                assertThat(serial.text("device-key-sha3-384"))
                        .isEqualTo(last.device().key().publicKey().id().value());
                serials.add(serial.text("model") + "/" + serial.text("serial"));
            }
            assertThat(serials).hasSize(AUTOMATIC + MANUAL);
            String[] log = CommandProcess.run(folder, Map.of(), "serial", "log", "--brand", "brand")
                    .strip()
                    .split("\\R");
            assertThat(log).hasSize(AUTOMATIC + MANUAL + 1);
            List<Assertion> acknowledged = AssertionStreamDecoder.decodeAll(
                    CommandProcess.run(folder, Map.of(), "brand", "store-assertion", TestBrand.STORE)
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(acknowledged)
                    .filteredOn(one -> one.type() == AssertionType.STORE)
                    .extracting(one -> one.text("url"))
                    .allMatch(url -> url.endsWith("/"));
            System.out.printf(
                    "%d devices registered in %d s (%d/s), %d asked again, %d waited for a decision, peak %d MiB%n",
                    answers.size(),
                    took,
                    answers.size() / Math.max(1, took),
                    again.get(),
                    waiting.size(),
                    server.peakResidentKib() / 1024);
        }
    }

    @FunctionalInterface
    private interface Step<A, B> {
        B of(A input) throws Exception;
    }

    private static <A, B> List<B> all(List<A> inputs, Step<A, B> step) throws Exception {
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<B>> results = new ArrayList<>();
            inputs.forEach(input -> results.add(crowd.submit(() -> step.of(input))));
            List<B> values = new ArrayList<>();
            for (Future<B> result : results) {
                values.add(result.get());
            }
            return values;
        }
    }

    private static Assertion manualModel(Path folder) throws IOException, InterruptedException {
        Path headers = folder.resolve("slow.json");
        Files.writeString(headers, """
                {"type": "model", "model": "slow-box", "architecture": "armhf", "gadget": "device-1",
                 "kernel": "device-1-kernel", "required-snaps": ["acme-dashboard"], "store": "%s"}
                """.formatted(TestBrand.STORE));
        String model = CommandProcess.run(folder, Map.of(), "model", "sign", "--brand", "brand", headers.toString());
        return AssertionDecoder.decode(model.getBytes(StandardCharsets.UTF_8));
    }

    private static long seconds(long since) {
        return Duration.ofNanos(System.nanoTime() - since).toSeconds();
    }
}
