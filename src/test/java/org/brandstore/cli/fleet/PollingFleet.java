package org.brandstore.cli.fleet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/** Devices with sessions that ask for updates once a second each, and remember what they were answered and when. */
final class PollingFleet {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long SECOND_MILLIS = 1_000;

    /** Half of what a client waits for a whole exchange (device-api.md 1.4). */
    private static final long IN_TIME_MILLIS = 5_000;

    private final HttpClient http;
    private final URI url;
    private final List<SimulatedDevice> devices;
    private final List<HttpRequest> polls;

    /** What became of one poll; status 0 is no answer at all. */
    record Answer(int status, long millis) {
        boolean inTime() {
            return status == 200 && millis <= IN_TIME_MILLIS;
        }
    }

    /** What came of all polls. */
    record Report(Collection<Answer> answers) {
        double share() {
            return (double) answers.stream().filter(Answer::inTime).count() / answers.size();
        }

        Map<Integer, Long> statuses() {
            return answers.stream().collect(Collectors.groupingBy(Answer::status, TreeMap::new, Collectors.counting()));
        }

        long slowest() {
            return answers.stream().mapToLong(Answer::millis).max().orElse(0);
        }
    }

    /** @param devices each with a session and the snap installed; the first one means no good, and does not poll */
    PollingFleet(HttpClient http, URI url, List<SimulatedDevice> devices, SimulatedSnap snap) {
        this.http = http;
        this.url = url;
        this.devices = devices;
        this.polls = devices.stream().skip(1).map(device -> poll(device, snap)).toList();
    }

    private HttpRequest poll(SimulatedDevice device, SimulatedSnap snap) {
        return request(device, url.resolve("/v2/snaps/refresh"))
                .POST(BodyPublishers.ofString("""
                        {"context":[{"snap-id":"%1$s","instance-key":"%1$s","revision":%2$d,"tracking-channel":"latest/stable",\
                        "epoch":{"read":[0],"write":[0]}}],"actions":[{"action":"refresh","instance-key":"%1$s",\
                        "snap-id":"%1$s","channel":"latest/stable"}],"fields":["revision"]}""".formatted(snap.snapId(), snap.revision())))
                .build();
    }

    private static HttpRequest.Builder request(SimulatedDevice device, URI url) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url).timeout(PATIENCE);
        headers(device).forEach(request::header);
        return request;
    }

    private static Map<String, String> headers(SimulatedDevice device) {
        return Map.of(
                "Content-Type",
                "application/json",
                "Snap-Device-Series",
                "16",
                "Snap-Device-Architecture",
                device.headers().architecture(),
                "Snap-Device-Authorization",
                "Macaroon root=\"" + device.headers().session().orElseThrow() + "\"",
                "Snap-Refresh-Reason",
                "scheduled");
    }

    /** What the device that means no good sends ahead of a body, as lines. */
    List<String> rogueHeaders() {
        return headers(devices.getFirst()).entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .toList();
    }

    /** A device asks for something once. */
    HttpRequest get(URI what) {
        return request(devices.getFirst(), what).GET().build();
    }

    /** Polls while the attack lasts, which must be longer than some seconds. */
    Report during(Attack attack) throws Exception {
        Queue<Answer> answers = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < polls.size(); i++) {
            HttpRequest poll = polls.get(i);
            long offset = SECOND_MILLIS * i / polls.size();
            threads.add(Thread.ofVirtual().start(() -> run(poll, offset, over, answers)));
        }
        try {
            attack.play();
        } finally {
            over.set(true);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new Report(answers);
    }

    /** Something that lasts a while. */
    @FunctionalInterface
    interface Attack {
        void play() throws Exception;
    }

    private void run(HttpRequest poll, long offset, AtomicBoolean over, Queue<Answer> answers) {
        try {
            Thread.sleep(offset);
            while (!over.get()) {
                long start = System.nanoTime();
                int status = status(poll);
                long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
                answers.add(new Answer(status, took));
                Thread.sleep(Math.max(0, SECOND_MILLIS - took));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int status(HttpRequest poll) throws InterruptedException {
        try {
            return http.send(poll, BodyHandlers.discarding()).statusCode();
        } catch (IOException e) {
            return 0;
        }
    }
}
