package org.brandstore.api.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.util.Random;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStore;
import org.brandstore.delta.DeltaDemand;
import org.brandstore.delta.OfferedDeltas;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.delta.DeltaCleanUp;
import org.brandstore.snap.delta.DeltaMaker;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.StoreClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deltas that nobody needs go after a while, in an order that harms nobody; those that devices may use stay. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DeltaCleanUpIT {
    private static final String EPOCH = "{\"read\":[0],\"write\":[0]}";
    private static final int SIZE = 200_000;

    @Inject
    DeviceWorld world;

    @Inject
    DeltaDemand demand;

    @Inject
    DeltaMaker mill;

    @Inject
    DeltaCleanUp cleanUp;

    @Inject
    OfferedDeltas offered;

    @Inject
    BlobStore blobs;

    @Inject
    EntityManager database;

    @TestHTTPResource("/")
    URI url;

    private DeviceWorld.Brand brand;
    private SnapId snap;
    private byte[] bytes;
    private StoreClient client;

    /** A device that runs revision 1 while the channel offers 2, and the delta between. */
    @BeforeEach
    void makeDelta() {
        assumeThat(mill.standing().working()).as("xdelta3 is installed").isTrue();
        brand = world.brand();
        world.model(brand.id(), "model-1", brand.store());
        snap = world.snap(brand, "delta-snap");
        world.offer(brand.store(), snap);
        bytes = new byte[SIZE];
        new Random(snap.value().hashCode()).nextBytes(bytes);
        release(1);
        world.run(
                "insert into device (brand_id, model, serial, device_key_id, registered_at, last_seen_at)"
                        + " values (?1, 'model-1', 'd1', ?2, now(), now())",
                brand.id(),
                "k".repeat(64));
        world.run(
                "insert into device_snap (brand_id, model, serial, instance_key, snap_id, revision, tracking_channel, updated_at)"
                        + " values (?1, 'model-1', 'd1', ?2, ?2, 1, 'latest/stable', now() - interval '90 days')",
                brand.id(),
                snap);
        release(2);
        client = StoreClient.device(new RawHttp(url.getPort()), world.session(brand.id(), "model-1", brand.store()));
        makeAll();
        assertThat(offered.current().find(snap.value(), 1, 2)).isPresent();
    }

    private void release(int number) {
        bytes[number * 100]++;
        world.revision(brand, snap, "delta-snap", number, EPOCH, bytes.clone());
        world.release(snap, "latest/stable", number);
        world.publish();
    }

    private void makeAll() {
        demand.plan();
        while (mill.workOne()) {
            // one after the other
        }
        offered.read();
    }

    private BlobId file() {
        return offered.current().find(snap.value(), 1, 2).orElseThrow().file();
    }

    private void runs(int revision) {
        world.run("update device_snap set revision = " + revision + " where snap_id = ?1", snap);
    }

    /** As if nobody had needed them for so many days. */
    private void lastNeeded(int days) {
        world.run("update snap_delta set needed_at = now() - interval '" + days + " days' where snap_id = ?1", snap);
    }

    private void aDayPasses() {
        world.run("update delta_leftover set since = since - interval '1 day' where sha3_384 <> ?1", "none");
    }

    private void cleanUp() {
        demand.noteNeeded();
        cleanUp.run();
        offered.read();
    }

    private long count(String from) {
        return (Long) database.createNativeQuery("select count(*) from " + from + " where snap_id = ?1", Long.class)
                .setParameter(1, snap.value())
                .getSingleResult();
    }

    private RawHttp.Answer fetch(int source, int target) {
        return client.getV1("/api/v1/snaps/download/deltas/" + snap + "_" + source + "_" + target + ".xdelta3");
    }

    @Test
    void whatADeviceMayUseStaysHoweverOldItIs() {
        BlobId file = file();
        lastNeeded(300);

        cleanUp();
        aDayPasses();
        cleanUp();

        assertThat(offered.current().find(snap.value(), 1, 2)).isPresent();
        assertThat(fetch(1, 2).body()).hasSize((int) file.size());
    }

    @Test
    void whatWasNeededLatelyStays() {
        release(3);
        lastNeeded(13);

        cleanUp();

        assertThat(offered.current().find(snap.value(), 1, 2)).isPresent();
    }

    @Test
    void whatNoChannelOffersGoesAndItsFileADayLater() {
        BlobId file = file();
        release(3);
        lastNeeded(15);

        cleanUp();
        assertThat(offered.current().find(snap.value(), 1, 2)).isEmpty();
        assertThat(fetch(1, 2).essence()).isEqualTo(fetch(8, 9).essence());
        assertThat(blobs.stat(file.digest()))
                .as("somebody may be downloading it")
                .isPresent();

        cleanUp();
        assertThat(blobs.stat(file.digest())).isPresent();

        aDayPasses();
        cleanUp();
        assertThat(blobs.stat(file.digest())).isEmpty();
    }

    @Test
    void whatNoDeviceRunsAnyMoreGoesAndIsNotMadeAgain() {
        runs(2);
        lastNeeded(15);

        cleanUp();

        assertThat(offered.current().find(snap.value(), 1, 2)).isEmpty();
        assertThat(demand.plan()).isZero();
        assertThat(count("snap_delta")).isZero();
    }

    @Test
    void devicesThatWereNotSeenForLongKeepNothingAndHaveNothingMade() {
        world.run("update device set last_seen_at = now() - interval '15 days' where brand_id = ?1", brand.id());
        lastNeeded(15);

        cleanUp();
        assertThat(count("snap_delta")).isZero();
        assertThat(demand.plan()).isZero();

        world.run("update device set last_seen_at = now() where brand_id = ?1", brand.id());
        makeAll();
        assertThat(offered.current().find(snap.value(), 1, 2)).isPresent();
    }

    @Test
    void whatIsMadeAgainKeepsTheFileThatWasAboutToGo() {
        BlobId file = file();
        runs(2);
        lastNeeded(15);
        cleanUp();

        runs(1);
        makeAll();
        assertThat(file()).isEqualTo(file);
        aDayPasses();
        cleanUp();

        assertThat(fetch(1, 2).body()).hasSize((int) file.size());
    }

    @Test
    void aFileThatIsUsedElsewhereStays() {
        BlobId file = file();
        world.run(
                "insert into upload (id, sha3_384, size, filename, received_at, expires_at)"
                        + " values (?1, ?2, 1, 'x', now(), now())",
                "u".repeat(8) + snap,
                file.digest().hex());
        release(3);
        lastNeeded(15);

        cleanUp();
        aDayPasses();
        cleanUp();

        assertThat(offered.current().find(snap.value(), 1, 2)).isEmpty();
        assertThat(blobs.stat(file.digest())).isPresent();
    }

    @Test
    void whatIsWantedButNotNeededIsNotMadeAndWhatIsBeingMadeIsLeftAlone() {
        runs(2);
        world.run("update snap_delta set state = 'wanted', sha3_384 = null, size = null where snap_id = ?1", snap);
        lastNeeded(15);
        cleanUp();
        assertThat(count("snap_delta")).isZero();

        world.run(
                "insert into snap_delta (snap_id, source, target, format, state, wanted_at, needed_at, leased_until)"
                        + " values (?1, 1, 2, 'xdelta3', 'making', now(), now() - interval '99 days', now() + interval '1 hour')",
                snap);
        cleanUp();
        assertThat(count("snap_delta")).isOne();
        world.run("delete from snap_delta where snap_id = ?1", snap);
    }
}
