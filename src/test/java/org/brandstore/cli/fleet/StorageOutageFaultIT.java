package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.brandstore.testing.MinioProcess;
import org.brandstore.testing.ServerProcess;
import org.brandstore.testing.SnapFiles;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The object storage hangs, and then is killed, during uploads and downloads: polls are answered as before, files and
 * uploads are put off in a way that clients repeat, nothing is half done, and all works again when it is back.
 */
@Tag("faults")
class StorageOutageFaultIT {
    private static final String SNAP = "acme-dashboard";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** No client waits longer for a head (device-api.md 1.4). */
    private static final Duration IN_TIME = Duration.ofSeconds(15);

    @Test
    void whatNeedsTheBucketIsPutOffAndPollsGoOn() throws Exception {
        Optional<MinioProcess> storage = MinioProcess.find();
        assumeTrue(storage.isPresent(), "there is no MinIO server: run this beside one, with .ci/minio.sh");
        Path folder = Files.createTempDirectory("storage-outage").toAbsolutePath();
        Map<String, String> config = new HashMap<>(MinioProcess.config());
        config.put("brandstore.signing.key-bits", "2048");
        try (MinioProcess minio = storage.get();
                ServerProcess server = ServerProcess.start(folder, List.of(), config);
                HttpClient http = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build()) {
            World world = new World(folder, minio, server, http);
            world.prepare();
            world.hang();
            world.kill();
        }
    }

    /** One store, its bucket, a developer, a manager and a device. */
    private static final class World {
        /** In the place of a status: the connection was cut. */
        private static final int CUT = 0;

        /** In the place of a status: 200 with another file, which must not be. */
        private static final int WRONG = -1;

        private final Path folder;
        private final MinioProcess minio;
        private final ServerProcess server;
        private final HttpClient http;
        private final TestBrand brand;
        private final PublisherWire publisher;
        private final SimulatedDevice device;
        private final byte[] file = new DemoSnap(SNAP, SNAP + "_1.0_armhf.snap").bytes();

        World(Path folder, MinioProcess minio, ServerProcess server, HttpClient http) throws Exception {
            this.folder = folder;
            this.minio = minio;
            this.server = server;
            this.http = http;
            this.brand = TestBrand.make(folder);
            this.publisher = brand.publisher(http, server.url());
            this.device = brand.deviceWith(SNAP, http, server.url());
        }

        void prepare() throws Exception {
            publisher.login(brand.enrolment());
            awaitFreshness(200);
            assertThat(download(false).statusCode()).isEqualTo(302);
            assertThat(download(true).body()).isEqualTo(file);
            assertThat(metrics()).contains("brandstore_blobs_available 1.0");
        }

        void hang() throws Exception {
            String sent = publisher.send("kept.snap", variant("kept"));
            List<Integer> revisions = publisher.revisions(SNAP);
            minio.hang();
            String claimed;
            try {
                polls();
                claimed = publisher.claim(SNAP, sent);
                Throwable duringTheHang = catchThrowable(() -> publisher.send("lost.snap", variant("lost")));
                assertThat(duringTheHang)
                        .isInstanceOfSatisfying(
                                WireException.class, e -> assertThat(e.status()).isEqualTo(503));
                awaitFreshness(503);
                assertThat(status("/q/health/ready")).isEqualTo(200);
                assertThat(metrics()).contains("brandstore_blobs_available 0.0");
                polls();
                assertThat(download(false).statusCode()).isEqualTo(302);
                assertPutOffAtOnce();
                assertThat(spooled()).isEmpty();
                assertThat(publisher.revisions(SNAP)).isEqualTo(revisions);
            } finally {
                minio.goOn();
            }
            awaitFreshness(200);
            int resumed = publisher.await(claimed);
            assertThat(publisher.revisions(SNAP)).containsExactly(resumed, revisions.getFirst());
            update(resumed);
        }

        private void assertPutOffAtOnce() throws Exception {
            long start = System.nanoTime();
            HttpResponse<byte[]> refused = download(true);
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("Retry-After")).isPresent();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            assertThat(catchThrowable(() -> publisher.send("lost.snap", variant("lost"))))
                    .isInstanceOfSatisfying(
                            WireException.class, e -> assertThat(e.status()).isEqualTo(503));
        }

        void kill() throws Exception {
            Queue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
            Queue<Integer> refused = new ConcurrentLinkedQueue<>();
            Queue<Integer> statuses = new ConcurrentLinkedQueue<>();
            Thread developer = Thread.ofPlatform().start(() -> upload(acknowledged, refused));
            Thread reader = Thread.ofPlatform().start(() -> readAll(statuses));
            await("uploads before the outage", () -> acknowledged.size() >= 3);
            minio.kill();
            awaitFreshness(503);
            polls();
            assertThat(status("/q/health/ready")).isEqualTo(200);
            assertPutOffAtOnce();
            await("downloads during the outage", () -> statuses.contains(503));
            minio.startAgain();
            awaitFreshness(200);
            int before = acknowledged.size();
            await("uploads after the outage", () -> acknowledged.size() >= before + 2);
            developer.interrupt();
            reader.interrupt();
            developer.join();
            reader.join();
            System.out.printf(
                    "revisions: %d, refused: %d, answers to downloads: %s%n",
                    acknowledged.size(),
                    refused.size(),
                    statuses.stream().collect(Collectors.groupingBy(status -> status, Collectors.counting())));
            // the developer may have waited for one upload all the time
            assertThat(refused).isSubsetOf(503);
            assertThat(statuses).contains(200, 503).isSubsetOf(200, 503, CUT);
            assertThat(publisher.revisions(SNAP)).containsAll(acknowledged).doesNotHaveDuplicates();
            for (int revision : acknowledged) {
                update(revision);
            }
            assertThat(spooled()).isEmpty();
        }

        private static void await(String what, BooleanSupplier fulfilled) throws InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (!fulfilled.getAsBoolean()) {
                assertThat(System.nanoTime())
                        .as("%s must not take so long", what)
                        .isLessThan(deadline);
                Thread.sleep(20);
            }
        }

        /** One revision after the other, whatever fails between. */
        private void upload(Queue<Integer> acknowledged, Queue<Integer> refused) {
            for (int number = 0; !Thread.currentThread().isInterrupted(); number++) {
                try {
                    acknowledged.add(publisher.upload(SNAP, "n.snap", variant("number " + number)));
                } catch (WireException e) {
                    refused.add(e.status());
                } catch (InterruptedException | IOException | RuntimeException e) {
                    return;
                }
            }
        }

        /** A file that arrives with 200 is whole; the client sees that a cut one is not, and asks for the rest. */
        private void readAll(Queue<Integer> statuses) {
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    HttpResponse<byte[]> answer = download(true);
                    boolean whole = answer.statusCode() != 200 || answer.body().length == file.length;
                    statuses.add(whole ? answer.statusCode() : WRONG);
                    Thread.sleep(10);
                } catch (InterruptedException e) {
                    return;
                } catch (IOException e) {
                    statuses.add(CUT);
                }
            }
        }

        /** The device gets exactly this revision, and checks every byte and signature of it. */
        private void update(int revision) throws Exception {
            publisher.release(SNAP, revision, "latest/stable");
            AdminWire manager = AdminWire.login(http, server.url(), TestBrand.MANAGER, TestBrand.PASSWORD);
            manager.approve(manager.waiting().get(0).path("id").asText());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (device.find(SNAP).orElseThrow().revision() != revision && System.nanoTime() < deadline) {
                device.poll();
                Thread.sleep(50);
            }
            assertThat(device.find(SNAP).orElseThrow().revision()).isEqualTo(revision);
        }

        private void polls() {
            for (int i = 0; i < 20; i++) {
                long start = System.nanoTime();
                assertThat(device.poll()).isEmpty();
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            }
        }

        private List<Path> spooled() throws IOException {
            try (Stream<Path> files = Files.walk(folder.resolve("storage/data/spool"))) {
                return files.filter(Files::isRegularFile).toList();
            }
        }

        /** The device's file; {@code here}: from the store itself, as a client that wants no network for content. */
        private HttpResponse<byte[]> download(boolean here) throws IOException, InterruptedException {
            SimulatedSnap snap = device.find(SNAP).orElseThrow();
            HttpRequest.Builder request = HttpRequest.newBuilder(server.url()
                            .resolve("/api/v1/snaps/download/" + snap.snapId() + "_" + snap.revision() + ".snap"))
                    .timeout(IN_TIME.plusSeconds(15))
                    .header(
                            "X-Device-Authorization",
                            "Macaroon root=\"" + device.headers().session().orElseThrow() + "\"");
            if (here) {
                request.header("Snap-CDN", "none");
            }
            try (HttpClient direct = TestBrand.newClient()) {
                return direct.send(request.build(), BodyHandlers.ofByteArray());
            }
        }

        private void awaitFreshness(int wanted) throws IOException, InterruptedException {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            int status = status("/q/health/group/freshness");
            while (status != wanted && System.nanoTime() < deadline) {
                Thread.sleep(200);
                status = status("/q/health/group/freshness");
            }
            assertThat(status).isEqualTo(wanted);
        }

        private int status(String path) throws IOException, InterruptedException {
            return get(path).statusCode();
        }

        private String metrics() throws IOException, InterruptedException {
            return get("/q/metrics").body();
        }

        private HttpResponse<String> get(String path) throws IOException, InterruptedException {
            URI url = server.management().resolve(path);
            return http.send(
                    HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(5)).build(), BodyHandlers.ofString());
        }

        private byte[] variant(String text) throws IOException {
            return SnapFiles.variant(file, text);
        }
    }
}
