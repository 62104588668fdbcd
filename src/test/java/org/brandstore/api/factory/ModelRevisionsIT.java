package org.brandstore.api.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.assertion.Assertion;
import org.brandstore.device.fleet.Fleet;
import org.brandstore.device.fleet.FleetBoard;
import org.brandstore.device.fleet.FleetGroup;
import org.brandstore.model.SerialPolicy;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.StoreId;
import org.brandstore.observation.Observations;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A model that names another store in its next revision: devices belong to the store of the revision that they show. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ModelRevisionsIT extends SerialServiceFixture {
    private static final String SNAP = "Sn4p" + "x".repeat(28);

    @Inject
    FleetBoard board;

    @Inject
    Fleet fleet;

    @Inject
    Observations observations;

    private StoreId next;

    @BeforeEach
    void anotherStore() {
        next = world.store(brand.id());
    }

    private Assertion moveOn() {
        return world.model(brand.id(), MODEL.value(), next);
    }

    private void poll(TestDevice device, Assertion serial) {
        String body = """
                {"context":[{"snap-id":"%s","instance-key":"%s","revision":3,"tracking-channel":"latest/stable",
                 "epoch":{"read":[0],"write":[0]}}],"actions":[]}""".formatted(SNAP, SNAP);
        assertThat(http.post(
                                "/v2/snaps/refresh",
                                body,
                                "Content-Type: application/json",
                                "Snap-Device-Architecture: amd64",
                                "Snap-Device-Series: 16",
                                "Snap-Device-Authorization: Macaroon root=\"" + device.session(serial) + '"')
                        .status())
                .isEqualTo(200);
        observations.flush();
    }

    private long counted(StoreId store) {
        assertThat(fleet.devicesRunning(new SnapId(SNAP), new Revision(3), store))
                .isEqualTo(fleet.devicesTracking(new SnapId(SNAP), Channel.parse("latest/stable"), store))
                .isEqualTo(board.groups(store).stream()
                        .mapToLong(FleetGroup::devices)
                        .sum());
        return board.summary(store).devices();
    }

    @Test
    void aDeviceIsCountedWhereItIsServed() {
        TestDevice device = device(0);
        Assertion serial = serial(ask(device, "unit-1"));
        assertThat(board.summary(brand.store()).devices()).isEqualTo(1);
        Assertion second = moveOn();
        assertThat(board.summary(brand.store()).devices()).isEqualTo(1);

        poll(device, serial);

        assertThat(counted(brand.store())).isEqualTo(1);
        assertThat(board.groups(brand.store())).hasSize(1);
        assertThat(counted(next)).isZero();
        assertThat(board.groups(next)).isEmpty();

        poll(new TestDevice(http, second, device.key()), serial);

        assertThat(counted(next)).isEqualTo(1);
        assertThat(board.groups(next)).hasSize(1);
        assertThat(counted(brand.store())).isZero();
    }

    @Test
    void aDeviceOfWhichNoModelIsKnownIsCountedByTheNewestRevision() {
        Assertion serial = serial(ask(device(0), "unit-1"));
        publishers.sql(
                "update device set model_revision = null, store_id = null, architecture = null where serial = ?1"
                        + " and brand_id = ?2",
                serial.text("serial"),
                brand.id().value());
        moveOn();

        assertThat(board.summary(brand.store()).devices()).isZero();
        assertThat(board.summary(next).devices()).isEqualTo(1);
    }

    @Test
    void whoWaitsForASerialWaitsInTheStoreOfTheRevisionThatItShows() {
        moveOn();
        models.setSerialPolicy(brand.id(), MODEL, SerialPolicy.MANUAL, ACTOR);

        assertThat(ask(device(0), "unit-1").status()).isEqualTo(202);

        assertThat(queue.waiting(List.of(next))).isEmpty();
        Person manager = publishers.person(new Publishers.Brand(brand.id(), brand.store()), Role.RELEASE_MANAGER);
        assertThat(queue.approve(List.of(waiting().id()), manager, "ours", ACTOR))
                .isEqualTo(1);
        serial(ask(device(0), "unit-1"));
    }

    @Test
    void administratorsOfEitherStoreKeepTheSerialPolicy() {
        moveOn();
        for (StoreId store : List.of(brand.store(), next)) {
            Person admin = publishers.person(new Publishers.Brand(brand.id(), store), Role.ADMIN);
            Publishers.as(publishers.token(admin))
                    .get("/api/admin/v1/stores/" + store + "/models/" + MODEL + "/serial-policy")
                    .then()
                    .statusCode(200);
        }
        StoreId third = world.store(brand.id());
        Person admin = publishers.person(new Publishers.Brand(brand.id(), third), Role.ADMIN);
        Publishers.as(publishers.token(admin))
                .get("/api/admin/v1/stores/" + third + "/models/" + MODEL + "/serial-policy")
                .then()
                .statusCode(404);
    }
}
