package org.brandstore.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.AssertionDecoder;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.assertion.codec.AssertionStreams;
import org.brandstore.assertion.codec.Assertions;
import org.brandstore.assertion.crypto.RsaAssertionSigner;

/**
 * Measures how many device sessions are opened, against how often this Java verifies the signatures that one opening must
 * verify: of the session request, the serial and the model.
 */
final class SessionOpenings {
    private static final int DEVICES = 12;
    private static final int SIGNATURES = 3;
    private static final int KEY_BITS = 4096;
    private static final int CONNECTIONS = 8;
    private static final String ASSERTION = "application/x.ubuntu.assertion";

    private final Scale scale;
    private final Report report;
    private final ObjectMapper json = new ObjectMapper();

    SessionOpenings(Scale scale, Report report) {
        this.scale = scale;
        this.report = report;
    }

    private record Device(RsaAssertionSigner key, Assertion serial) {}

    void measure(JavaServer store, SeededStore seeded)
            throws IOException, InterruptedException, GeneralSecurityException {
        Assertion model = AssertionDecoder.decode(seeded.model().getBytes(StandardCharsets.UTF_8));
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            List<Device> devices = new ArrayList<>();
            for (int i = 0; i < DEVICES; i++) {
                devices.add(register(http, store, model));
            }
            KeyPair key = newKey();
            warmUp(http, store, model, devices);
            verifications(key, 2);
            List<Double> ratios = new ArrayList<>();
            List<Double> opened = new ArrayList<>();
            List<Double> bounds = new ArrayList<>();
            for (int round = 1; round <= scale.rounds(); round++) {
                double mine = open(http, store, model, devices);
                double bound = verifications(key, scale.seconds()) / SIGNATURES;
                System.out.printf(Locale.ROOT, "round %d: %.0f sessions/s, bound %.0f/s%n", round, mine, bound);
                opened.add(mine);
                bounds.add(bound);
                ratios.add(mine / bound);
            }
            report.add(
                    "session_per_s",
                    Medians.of(opened),
                    "1/s",
                    "POST /api/v1/snaps/auth/sessions over " + CONNECTIONS + " kept connections, " + scale.sessions()
                            + " in a round, device keys of " + KEY_BITS + " bits; median of " + scale.rounds()
                            + " rounds");
            report.add(
                    "session_bound_per_s",
                    Medians.of(bounds),
                    "1/s",
                    "a third of the RSA-" + KEY_BITS + " SHA-512 verifications of java.security on all cores: "
                            + SIGNATURES + " signatures (session request, serial, model); in turns with session_per_s");
            report.add("session_ratio", Medians.of(ratios), "1", "session_per_s / session_bound_per_s");
        }
    }

    private Device register(HttpClient http, JavaServer store, Assertion model)
            throws IOException, InterruptedException, GeneralSecurityException {
        RsaAssertionSigner key = RsaAssertionSigner.of((RSAPrivateCrtKey) newKey().getPrivate());
        Assertion request = Assertions.sign(
                AssertionType.SERIAL_REQUEST,
                Headers.builder()
                        .put("brand-id", model.text("brand-id"))
                        .put("model", model.text("model"))
                        .put("request-id", text(http, store, "/api/v1/snaps/auth/request-id", "request-id"))
                        .put("device-key", key.publicKey().encoded())
                        .build(),
                new byte[0],
                key,
                Instant.EPOCH);
        byte[] answer = post(http, store, "/api/v1/snaps/auth/devices", AssertionStreams.join(List.of(request, model)));
        return new Device(key, AssertionStreamDecoder.decodeAll(answer).getFirst());
    }

    /** Opens sessions with requests that were signed before; returns how many in a second. */
    private double open(HttpClient http, JavaServer store, Assertion model, List<Device> devices)
            throws IOException, InterruptedException {
        Load load = send(store, requests(http, store, model, devices), 200);
        if (load.wrong() > 0) {
            throw new IOException("sessions were refused: " + load);
        }
        return load.perSecond();
    }

    /** Opens sessions, and sends the same requests again and again: they are refused, but only after all was verified. */
    private void warmUp(HttpClient http, JavaServer store, Assertion model, List<Device> devices)
            throws IOException, InterruptedException {
        List<byte[]> requests = requests(http, store, model, devices);
        send(store, requests, 200);
        long end = System.nanoTime() + (long) (scale.warmUp() * 1e9);
        while (System.nanoTime() - end < 0) {
            send(store, requests, 401);
        }
    }

    private List<byte[]> requests(HttpClient http, JavaServer store, Assertion model, List<Device> devices) {
        return IntStream.range(0, scale.sessions())
                .parallel()
                .mapToObj(i -> {
                    try {
                        return request(http, store, model, devices.get(i % devices.size()));
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException("a request for a session cannot be made", e);
                    }
                })
                .toList();
    }

    private static Load send(JavaServer store, List<byte[]> requests, int status) throws IOException {
        LoadLoop loop = new LoadLoop(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), store.port()),
                new Prepared(requests),
                new LoadLoop.Expected(status, -1));
        return loop.run(requests.size(), CONNECTIONS);
    }

    private byte[] request(HttpClient http, JavaServer store, Assertion model, Device device)
            throws IOException, InterruptedException {
        Assertion request = Assertions.sign(
                AssertionType.DEVICE_SESSION_REQUEST,
                Headers.builder()
                        .put("brand-id", device.serial().text("brand-id"))
                        .put("model", device.serial().text("model"))
                        .put("serial", device.serial().text("serial"))
                        .put("nonce", text(http, store, "/api/v1/snaps/auth/nonces", "nonce"))
                        .put("timestamp", "2026-10-01T00:00:00Z")
                        .build(),
                new byte[0],
                device.key(),
                Instant.EPOCH);
        byte[] body = json.writeValueAsBytes(Map.of(
                "device-session-request", text(request),
                "serial-assertion", text(device.serial()),
                "model-assertion", text(model)));
        byte[] head = ("POST /api/v1/snaps/auth/sessions HTTP/1.1\r\nHost: store.example.com\r\n"
                        + "Content-Type: application/json\r\nAccept: application/json\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(head.length + body.length)
                .put(head)
                .put(body)
                .array();
    }

    private String text(HttpClient http, JavaServer store, String path, String field)
            throws IOException, InterruptedException {
        return json.readTree(post(http, store, path, new byte[0])).path(field).asText();
    }

    private static byte[] post(HttpClient http, JavaServer store, String path, byte[] body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(store.url(path)).POST(BodyPublishers.ofByteArray(body));
        if (body.length > 0) {
            request.header("Content-Type", ASSERTION).header("Snap-Device-Capabilities", "serial-stream");
        }
        var answer = http.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IOException(
                    path + ": " + answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
    }

    private static String text(Assertion assertion) {
        return new String(assertion.encoded(), StandardCharsets.UTF_8);
    }

    private static KeyPair newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(KEY_BITS);
        return generator.generateKeyPair();
    }

    /** How many signatures all cores together verify in a second. */
    private static double verifications(KeyPair key, double seconds)
            throws InterruptedException, GeneralSecurityException {
        byte[] message = new byte[1024];
        Signature signer = Signature.getInstance("SHA512withRSA");
        signer.initSign(key.getPrivate());
        signer.update(message);
        byte[] signature = signer.sign();
        LongAdder count = new LongAdder();
        long start = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            threads.add(Thread.ofPlatform().start(() -> {
                while (System.nanoTime() - start < seconds * 1e9) {
                    verify(key, message, signature);
                    count.increment();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return count.sum() / ((System.nanoTime() - start) / 1e9);
    }

    private static void verify(KeyPair key, byte[] message, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("SHA512withRSA");
            verifier.initVerify(key.getPublic());
            verifier.update(message);
            if (!verifier.verify(signature)) {
                throw new IllegalStateException("the signature does not verify");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Requests that are good for one time each. */
    private static final class Prepared implements Requests {
        private final List<byte[]> requests;
        private int next;

        Prepared(List<byte[]> requests) {
            this.requests = requests;
        }

        @Override
        public void writeNext(ByteBuffer out) {
            out.put(requests.get(next));
            next++;
        }

        @Override
        public int largest() {
            return requests.stream().mapToInt(request -> request.length).max().orElse(0);
        }
    }
}
