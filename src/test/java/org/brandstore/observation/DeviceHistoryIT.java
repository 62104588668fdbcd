package org.brandstore.observation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.brandstore.account.Role;
import org.brandstore.assertion.Assertion;
import org.brandstore.naming.SnapId;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.RawHttp;
import org.brandstore.testing.TestDevice;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a device was offered, what it fetched and what it reported is told to those who manage it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DeviceHistoryIT {
    @Inject
    DeviceWorld world;

    @Inject
    Publishers publishers;

    @Inject
    Observations observations;

    @Inject
    DayTables tables;

    @Inject
    Clock clock;

    @TestHTTPResource("/")
    URI url;

    private RawHttp http;
    private DeviceWorld.Brand brand;
    private String token;
    private SnapId snap;
    private String serial;
    private String session;

    @BeforeEach
    void aDeviceAndTwoRevisions() {
        http = new RawHttp(url.getPort());
        brand = world.brand();
        snap = world.snap(brand, "watched");
        world.offer(brand.store(), snap);
        for (int revision = 1; revision <= 2; revision++) {
            world.revision(brand, snap, "watched", revision);
            world.release(snap, "stable", revision);
        }
        world.publish();
        token = publishers.token(publishers.person(new Publishers.Brand(brand.id(), brand.store()), Role.AUDITOR));
        Assertion model = world.model(brand.id(), "model-1", brand.store());
        TestDevice device = new TestDevice(http, model);
        Assertion registered = device.register();
        serial = registered.text("serial");
        session = device.session(registered);
    }

    /** The device asks for all it runs, and so tells what that is. */
    private void runs(int revision, String refreshed) {
        asks("""
                {"snap-id":"%1$s","instance-key":"%1$s","revision":%2$d,"tracking-channel":"latest/stable",
                "epoch":{"read":[0],"write":[0]},"refreshed-date":"%3$s"}""".formatted(snap, revision, refreshed), "");
    }

    private void asks(String context, String more) {
        String body = "{\"context\":[" + context + "],\"actions\":[{\"action\":\"refresh\",\"instance-key\":\"" + snap
                + "\",\"snap-id\":\"" + snap + "\"" + more + "}]}";
        RawHttp.Answer answer = http.post(
                "/v2/snaps/refresh",
                body,
                "Snap-Device-Authorization: Macaroon root=\"" + session + "\"",
                "Snap-Device-Architecture: amd64");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        observations.flush();
    }

    private void fetches(String file) {
        RawHttp.Answer answer = http.get(
                "/api/v1/snaps/download/" + file, "Snap-Device-Authorization: Macaroon root=\"" + session + "\"");
        assertThat(answer.status()).isEqualTo(200);
        observations.flush();
    }

    private String device() {
        return "/api/admin/v1/stores/" + brand.store() + "/devices/model-1/" + serial;
    }

    private ValidatableResponse history() {
        return Publishers.as(token).get(device() + "/history").then().statusCode(200);
    }

    @Test
    void anUpdateAndItsRevertAreToldInTheirOrder() {
        runs(1, "2026-11-01T10:00:00Z");
        runs(1, "2026-11-01T10:00:00Z");
        fetches(snap + "_2.snap");
        runs(2, "2026-12-01T10:00:00Z");
        runs(1, "2026-11-01T10:00:00Z");

        history()
                .body("what", contains("reported", "reported", "fetched", "offered"))
                .body("revision", contains(1, 2, 2, 2))
                .body("was", contains(2, 1, 0, 1))
                .body("note", contains("2026-11-01T10:00:00Z", "2026-12-01T10:00:00Z", "", "channel"))
                .body("channel", contains("", "", "", "latest/stable"))
                .body("snap-id.unique()", contains(snap.value()));
    }

    @Test
    void aSnapThatComesAndOneThatGoesAreReported() {
        runs(2, "2026-12-01T10:00:00Z");
        asks("", "");
        runs(2, "2026-12-01T11:00:00Z");
        history()
                .body("what", contains("reported", "offered", "reported"))
                .body("revision", contains(2, 2, 0))
                .body("was", contains(0, 0, 2));
    }

    @Test
    void whatADeviceHasFromTheFactoryIsNoNews() {
        runs(2, "2026-12-01T10:00:00Z");
        history().body("$", empty());
    }

    @Test
    void theSameRevisionPutThereAgainIsReported() {
        runs(2, "2026-12-01T10:00:00Z");
        runs(2, "2026-12-01T12:00:00Z");
        history()
                .body("what", contains("reported"))
                .body("revision", contains(2))
                .body("was", contains(2));
    }

    @Test
    void whatIsNotSeenIsNotToldAsFetched() {
        SnapId hidden = world.snap(brand, "hidden-one");
        world.revision(brand, hidden, "hidden-one", 1);
        world.publish();
        assertThat(http.get(
                                "/api/v1/snaps/download/" + hidden + "_1.snap",
                                "Snap-Device-Authorization: Macaroon root=\"" + session + "\"")
                        .status())
                .isEqualTo(404);
        observations.flush();
        history().body("$", empty());
    }

    @Test
    void theHistoryIsReadPageByPageAndBySnap() {
        runs(1, "2026-11-01T10:00:00Z");
        runs(2, "2026-12-01T10:00:00Z");
        Number last = Publishers.as(token)
                .queryParam("limit", 1)
                .get(device() + "/history")
                .then()
                .body("what", contains("reported"))
                .extract()
                .path("[0].number");
        Publishers.as(token)
                .queryParam("below", last)
                .get(device() + "/history")
                .then()
                .body("what", contains("offered"));
        Publishers.as(token)
                .queryParam("snap-id", "x".repeat(32))
                .get(device() + "/history")
                .then()
                .statusCode(200)
                .body("$", empty());
        Publishers.as(token)
                .queryParam("snap-id", "no id")
                .get(device() + "/history")
                .then()
                .statusCode(400);
    }

    @Test
    void whyAnswersTheQuestionThatTheDeviceAskedLast() {
        String entry = """
                {"snap-id":"%1$s","instance-key":"%1$s","revision":1,"tracking-channel":"latest/stable",
                "epoch":{"read":[0],"write":[0]}}""".formatted(snap);
        asks(entry, ",\"channel\":\"latest/edge/fix-1\"");
        why().body("[0].answer", is("offer")).body("[0].steps.saw.toString()", containsString("fix-1"));
        asks(entry, ",\"revision\":1");
        why().body("[0].answer", is("stay")).body("[0].reason", is("up-to-date"));
        assertThat(publishers.count("select count(*) from device_question where serial = ?1", serial))
                .isEqualTo(1);
    }

    private ValidatableResponse why() {
        return Publishers.as(token)
                .queryParam("snap", "watched")
                .get(device() + "/why")
                .then()
                .statusCode(200)
                .body("$", hasSize(1));
    }

    @Test
    void aDayThatIsTooOldGoesWithAllThatWasObservedOnIt() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        LocalDate old = today.minusDays(400);
        tables.make(old);
        tables.make(old);
        world.run(
                "insert into observation (at, brand_id, model, serial, kind, instance_key, snap_id, revision, was)"
                        + " select now() - interval '400 days', brand_id, model, serial, 'reported', 'a', 'a', 1, 0 from device limit 1");
        assertThat(tables.days()).contains(old);
        tables.drop(old);
        tables.drop(old);
        assertThat(tables.days()).doesNotContain(old);
        assertThat(publishers.count("select count(*) from observation where at < now() - interval '300 days'"))
                .isZero();
        runs(1, "2026-11-01T10:00:00Z");
        assertThat(tables.days()).contains(today);
    }
}
