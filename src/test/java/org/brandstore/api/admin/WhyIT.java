package org.brandstore.api.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.assertion.Assertion;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;
import org.brandstore.observation.Observations;
import org.brandstore.release.Stops;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What managers are told of a device is what the device is told. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class WhyIT {
    @Inject
    DeviceWorld world;

    @Inject
    Publishers publishers;

    @Inject
    Observations observations;

    @Inject
    Stops stops;

    @TestHTTPResource("/")
    URI url;

    private RawHttp http;
    private DeviceWorld.Brand brand;
    private Person admin;
    private String token;
    private SnapId snap;
    private String serial;
    private String session;

    @BeforeEach
    void aDeviceRunsTheFirstOfTwoRevisions() {
        http = new RawHttp(url.getPort());
        brand = world.brand();
        snap = world.snap(brand, "reasoned");
        world.offer(brand.store(), snap);
        world.revision(brand, snap, "reasoned", 1);
        world.revision(brand, snap, "reasoned", 2);
        world.release(snap, "stable", 1);
        world.release(snap, "stable", 2);
        world.publish();
        admin = publishers.person(new Publishers.Brand(brand.id(), brand.store()), Role.ADMIN);
        token = publishers.token(admin);
        Assertion model = world.model(brand.id(), "model-1", brand.store());
        TestDevice device = new TestDevice(http, model);
        Assertion registered = device.register();
        serial = registered.text("serial");
        session = device.session(registered);
        refresh(1);
    }

    /** The device asks, and so tells what it runs. */
    private String refresh(int revision) {
        String body = ("{\"context\":[{\"snap-id\":\"%1$s\",\"instance-key\":\"%1$s\",\"revision\":%2$d,"
                        + "\"tracking-channel\":\"stable\",\"epoch\":{\"read\":[0],\"write\":[0]}}],\"actions\":[{"
                        + "\"action\":\"refresh\",\"instance-key\":\"%1$s\",\"snap-id\":\"%1$s\"}]}")
                .formatted(snap, revision);
        RawHttp.Answer answer = http.post(
                "/v2/snaps/refresh",
                body,
                "Snap-Device-Authorization: Macaroon root=\"" + session + "\"",
                "Snap-Device-Architecture: amd64");
        assertThat(answer.status()).isEqualTo(200);
        observations.flush();
        return answer.text();
    }

    private String devices() {
        return "/api/admin/v1/stores/" + brand.store() + "/devices";
    }

    private io.restassured.response.ValidatableResponse why(String name) {
        return Publishers.as(token)
                .queryParam("snap", name)
                .get(devices() + "/model-1/" + serial + "/why")
                .then()
                .statusCode(200);
    }

    @Test
    void theDeviceIsListedWithWhatItRuns() {
        Publishers.as(token)
                .get(devices())
                .then()
                .statusCode(200)
                .body("serial", contains(serial))
                .body("[0].architecture", is("amd64"));
        Publishers.as(token)
                .queryParam("after-model", "model-1")
                .queryParam("after-serial", serial)
                .get(devices())
                .then()
                .statusCode(200)
                .body("$", empty());
        Publishers.as(token)
                .get(devices() + "/model-1/" + serial)
                .then()
                .statusCode(200)
                .body("device.serial", is(serial))
                .body("installed.snap-id", contains(snap.value()))
                .body("installed.revision", contains(1));
        Publishers.as(token).get(devices() + "/model-1/nobody").then().statusCode(404);
    }

    @Test
    void anUpdateAndAStopAreExplainedAsTheDeviceSeesThem() {
        assertThat(refresh(1)).contains("\"revision\":2");
        why("reasoned")
                .body("[0].answer", is("offer"))
                .body("[0].revision", is(2))
                .body("[0].installed", is(1))
                .body("[0].reason", is("channel"))
                .body("[0].steps.rule", hasItem("visibility"));

        stops.stop(snap, Channel.parse("stable"), "it loses data", Actor.of(admin));
        world.publish();

        assertThat(refresh(1)).doesNotContain("\"revision\":2");
        why("reasoned")
                .body("[0].answer", is("stay"))
                .body("[0].revision", is(1))
                .body("[0].reason", is("stopped"))
                .body("[0].steps[-1].rule", is("stop"))
                .body("[0].steps[-1].settled", is(true));
    }

    @Test
    void aStopHoldsAlthoughAnotherCannotBeRead() {
        world.tamper(
                "insert into channel_stop (snap_id, track, risk, branch, revision, stopped_at, reason)"
                        + " values (?1, 'no track', 'stable', '', 1, now(), 'spoilt')",
                snap);
        try {
            world.run(
                    "insert into channel_stop (snap_id, track, risk, branch, revision, stopped_at, reason)"
                            + " values (?1, 'latest', 'stable', '', 2, now(), 'it loses data')",
                    snap);
            world.publish();

            assertThat(refresh(1)).doesNotContain("\"revision\":2");
        } finally {
            world.run("delete from channel_stop where track = 'no track'");
        }
    }

    @Test
    void aHiddenSnapIsExplainedLikeAnAbsentOne() {
        world.snap(brand, "hidden-one");
        world.publish();
        String hidden = why("hidden-one").extract().asString();
        String absent = why("absent-one").extract().asString();

        assertThat(hidden).contains("no-snap").isEqualTo(absent.replace("absent-one", "hidden-one"));
        Publishers.as(token)
                .queryParam("snap", "No Name")
                .get(devices() + "/model-1/" + serial + "/why")
                .then()
                .statusCode(400);
    }

    @Test
    void aDeviceOfAnotherStoreIsNotThere() {
        DeviceWorld.Brand other = world.brand();
        String stranger =
                publishers.token(publishers.person(new Publishers.Brand(other.id(), other.store()), Role.ADMIN));
        Publishers.as(stranger)
                .get("/api/admin/v1/stores/" + other.store() + "/devices/model-1/" + serial)
                .then()
                .statusCode(404);
        assertThat(Publishers.as(stranger).get(devices() + "/model-1/" + serial).statusCode())
                .isIn(403, 404);
    }
}
