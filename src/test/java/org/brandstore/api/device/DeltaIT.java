package org.brandstore.api.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.brandstore.delta.DeltaDemand;
import org.brandstore.delta.OfferedDeltas;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.delta.DeltaMaker;
import org.brandstore.snap.delta.Deltas;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deltas as devices meet them (device-api.md 13.2). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DeltaIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String EPOCH = "{\"read\":[0],\"write\":[0]}";
    private static final String ACCEPTS = "Snap-Accept-Delta-Format: xdelta3";
    private static final int SIZE = 200_000;

    @Inject
    DeviceWorld world;

    @Inject
    DeltaDemand demand;

    @Inject
    DeltaMaker mill;

    @Inject
    Deltas deltas;

    @Inject
    OfferedDeltas offered;

    @TestHTTPResource("/")
    URI url;

    @TestHTTPResource(value = "/", management = true)
    URI management;

    @TempDir
    Path folder;

    private RawHttp http;
    private DeviceWorld.Brand brand;
    private SnapId snap;
    private DeviceWorld.SnapFile first;
    private DeviceWorld.SnapFile second;
    private String session;

    @BeforeEach
    void releaseTwoRevisions() {
        assumeThat(mill.standing().working()).as("xdelta3 is installed").isTrue();
        http = new RawHttp(url.getPort());
        brand = world.brand();
        world.model(brand.id(), "model-1", brand.store());
        snap = world.snap(brand, "delta-snap");
        world.offer(brand.store(), snap);
        byte[] bytes = random(snap.value().hashCode(), SIZE);
        first = world.revision(brand, snap, "delta-snap", 1, EPOCH, bytes);
        byte[] changed = bytes.clone();
        System.arraycopy(random(7, 3_000), 0, changed, 50_000, 3_000);
        second = world.revision(brand, snap, "delta-snap", 2, EPOCH, changed);
        world.release(snap, "latest/stable", 1);
        world.release(snap, "latest/stable", 2);
        world.publish();
        session = world.session(brand.id(), "model-1", brand.store());
    }

    private static byte[] random(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private JsonNode download(String token, int installed, String... headers) throws IOException {
        String body = """
                {"context":[{"snap-id":"%1$s","instance-key":"%1$s","revision":%2$d,"tracking-channel":"latest/stable",
                  "epoch":{"read":[0],"write":[0]}}],
                 "actions":[{"action":"refresh","instance-key":"%1$s","snap-id":"%1$s"}],"fields":["download"]}
                """.formatted(snap, installed);
        String[] all = new String[headers.length + 3];
        System.arraycopy(headers, 0, all, 3, headers.length);
        all[0] = "Content-Type: application/json";
        all[1] = "Snap-Device-Architecture: amd64";
        all[2] = "Snap-Device-Authorization: Macaroon root=\"" + token + "\"";
        RawHttp.Answer answer = http.post("/v2/snaps/refresh", body, all);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return JSON.readTree(answer.text()).path("results").path(0).path("snap").path("download");
    }

    private RawHttp.Answer fetch(String token, String path) {
        return http.get(path, "X-Device-Authorization: Macaroon root=\"" + token + "\"");
    }

    private void makeAll() {
        demand.passOn();
        boolean more = true;
        while (more || deltas.open() > 0) {
            more = mill.workOne();
        }
        offered.read();
    }

    private String path(int source, int target) {
        return "/api/v1/snaps/download/deltas/" + snap + "_" + source + "_" + target + ".xdelta3";
    }

    private static String sha3(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA3-384").digest(bytes));
    }

    @Test
    void aDeltaWhoseRowCannotBeReadIsLeftOut() throws Exception {
        download(session, 1, ACCEPTS);
        makeAll();
        assertThat(download(session, 1, ACCEPTS).path("deltas")).isNotEmpty();
        world.tamper("update snap_delta set sha3_384 = upper(sha3_384) where snap_id = ?1", snap);
        try {
            offered.read();

            JsonNode download = download(session, 1, ACCEPTS);
            assertThat(download.path("deltas")).isEmpty();
            assertThat(download.path("size").asLong()).isEqualTo(SIZE);
        } finally {
            world.tamper("delete from snap_delta where snap_id = ?1", snap);
        }
    }

    @Test
    void onFirstDemandTheWholeFileIsOfferedAndTheDeltaFollows() throws Exception {
        assertThat(download(session, 1, ACCEPTS).path("deltas")).isEmpty();
        makeAll();

        JsonNode download = download(session, 1, ACCEPTS);

        assertThat(download.path("url").asText()).endsWith("/" + snap + "_2.snap");
        assertThat(download.path("size").asLong()).isEqualTo(SIZE);
        assertThat(download.path("sha3-384").asText())
                .isEqualTo(second.blob().digest().hex());
        assertThat(download.path("deltas")).hasSize(1);
        JsonNode delta = download.path("deltas").path(0);
        assertThat(delta.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("format", "source", "target", "url", "size", "sha3-384");
        assertThat(delta.path("format").asText()).isEqualTo("xdelta3");
        assertThat(delta.path("source").isInt()).isTrue();
        assertThat(delta.path("source").asInt()).isEqualTo(1);
        assertThat(delta.path("target").isInt()).isTrue();
        assertThat(delta.path("target").asInt()).isEqualTo(2);
        byte[] bytes =
                fetch(session, URI.create(delta.path("url").asText()).getPath()).body();
        assertThat((long) bytes.length).isEqualTo(delta.path("size").asLong()).isLessThan(SIZE / 10);
        assertThat(sha3(bytes)).isEqualTo(delta.path("sha3-384").asText());
        assertThat(apply(first.bytes(), bytes)).isEqualTo(second.bytes());
    }

    private byte[] apply(byte[] source, byte[] delta) throws IOException, InterruptedException {
        Path old = Files.write(folder.resolve("old.snap"), source);
        Path file = Files.write(folder.resolve("delta"), delta);
        Path made = folder.resolve("new.snap");
        Process client =
                new ProcessBuilder("xdelta3", "-d", "-s", old.toString(), file.toString(), made.toString()).start();
        assertThat(client.waitFor()).isZero();
        return Files.readAllBytes(made);
    }

    @Test
    void onlyClientsThatAcceptTheFormatAreOfferedDeltas() throws Exception {
        download(session, 1, ACCEPTS);
        makeAll();

        assertThat(download(session, 1).path("deltas")).isEmpty();
        assertThat(download(session, 1, "Snap-Accept-Delta-Format: snap-1-1-xdelta3")
                        .path("deltas"))
                .isEmpty();
        assertThat(download(session, 1, "Snap-Accept-Delta-Format: snap-1-1-xdelta3,xdelta3")
                        .path("deltas"))
                .hasSize(1);
    }

    @Test
    void noDeltaIsOfferedToWhoHasTheRevisionOrOneThatNeverWasReleased() throws Exception {
        world.revision(brand, snap, "delta-snap", 3, EPOCH, random(3, SIZE));
        download(session, 1, ACCEPTS);
        download(session, 3, ACCEPTS);
        download(session, 77, ACCEPTS);
        makeAll();

        assertThat(download(session, 2, ACCEPTS).path("deltas")).isEmpty();
        assertThat(download(session, 3, ACCEPTS).path("deltas")).isEmpty();
        assertThat(offered.current().find(snap.value(), 3, 2)).isEmpty();
        assertThat(offered.current().find(snap.value(), 1, 2)).isPresent();
    }

    @Test
    void whatTheFleetRunsIsPreparedBeforeItAsks() throws Exception {
        world.run(
                "insert into device (brand_id, model, serial, device_key_id, registered_at) values (?1, 'model-1', 'd1', ?2, now())",
                brand.id(),
                "k".repeat(64));
        world.run(
                "insert into device_snap (brand_id, model, serial, instance_key, snap_id, revision, tracking_channel, updated_at)"
                        + " values (?1, 'model-1', 'd1', ?2, ?2, 1, 'latest/stable', now())",
                brand.id(),
                snap);

        assertThat(demand.plan()).isPositive();
        assertThat(demand.plan()).isZero();
        makeAll();

        assertThat(download(session, 1, ACCEPTS).path("deltas")).hasSize(1);
    }

    @Test
    void whatAMakerThatDiedLeftBehindIsMadeByAnother() throws Exception {
        world.run(
                "insert into snap_delta (snap_id, source, target, format, state, attempts, wanted_at, leased_until)"
                        + " values (?1, 1, 2, 'xdelta3', 'making', 1, now(), now() - interval '1 second')",
                snap);

        makeAll();

        assertThat(download(session, 1, ACCEPTS).path("deltas")).hasSize(1);
    }

    @Test
    void whatAChannelIsOnItsWayToIsPreparedToo() throws Exception {
        byte[] next = second.bytes().clone();
        next[100]++;
        world.revision(brand, snap, "delta-snap", 5, EPOCH, next);
        world.run(
                "insert into channel_phase values (?1, 'amd64', 'latest', 'stable', 5, 10, false, decode(repeat('00', 32), 'hex'), now())",
                snap);
        world.run(
                "insert into channel_history (snap_id, architecture, track, risk, branch, revision, percentage, at)"
                        + " values (?1, 'amd64', 'latest', 'stable', '', 5, 10, now())",
                snap);
        world.publish();
        world.run(
                "insert into device_snap (brand_id, model, serial, instance_key, snap_id, revision, tracking_channel, updated_at)"
                        + " values (?1, 'model-1', 'd2', ?2, ?2, 2, 'latest/stable', now())",
                brand.id(),
                snap);

        assertThat(demand.plan()).isPositive();
        makeAll();

        assertThat(offered.current().find(snap.value(), 2, 5)).isPresent();
    }

    @Test
    void aDeltaThatSavesTooLittleIsNotOfferedAndNotMadeAgain() throws Exception {
        world.revision(brand, snap, "delta-snap", 4, EPOCH, random(4, SIZE));
        world.release(snap, "latest/stable", 4);
        world.publish();
        download(session, 1, ACCEPTS);
        makeAll();

        assertThat(download(session, 1, ACCEPTS).path("deltas")).isEmpty();
        assertThat(demand.passOn()).isZero();
        assertThat(deltas.open()).isZero();
    }

    @Test
    void aHiddenDeltaAndAnAbsentOneGetTheSameAnswer() throws Exception {
        download(session, 1, ACCEPTS);
        makeAll();
        DeviceWorld.Brand other = world.brand();
        String foreign = world.session(other.id(), "model-1", other.store());
        String lab = world.session(brand.id(), "model-1", world.store(brand.id()));
        String absent = fetch(session, path(8, 9)).essence();

        assertThat(fetch(session, path(1, 2)).status()).isEqualTo(200);
        assertThat(fetch(foreign, path(1, 2)).essence()).isEqualTo(absent);
        assertThat(fetch(lab, path(1, 2)).essence()).isEqualTo(absent);
        assertThat(http.get(path(1, 2)).essence()).isEqualTo(absent);
        assertThat(fetch(session, path(2, 1)).essence()).isEqualTo(absent);
        assertThat(fetch(session, path(1, 2).replace("_1_", "_x_")).essence()).isEqualTo(absent);
    }

    @Test
    void aDeltaIsServedLikeAFile() throws Exception {
        download(session, 1, ACCEPTS);
        makeAll();
        byte[] whole = fetch(session, path(1, 2)).body();

        RawHttp.Answer head = http.send(
                "HEAD",
                path(1, 2),
                java.util.List.of("X-Device-Authorization: Macaroon root=\"" + session + "\""),
                new byte[0]);
        RawHttp.Answer rest =
                http.get(path(1, 2), "X-Device-Authorization: Macaroon root=\"" + session + "\"", "Range: bytes=100-");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).contains(Integer.toString(whole.length));
        assertThat(rest.status()).isEqualTo(206);
        assertThat(rest.body()).isEqualTo(java.util.Arrays.copyOfRange(whole, 100, whole.length));
    }

    @Test
    void theReadinessDetailTellsThatDeltasAreMade() {
        RawHttp.Answer ready = new RawHttp(management.getPort()).get("/q/health/ready");

        assertThat(ready.text()).contains("\"deltas\"").contains("xdelta3 3.");
    }
}
