package org.brandstore.console.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.UUID;
import org.brandstore.account.Role;
import org.brandstore.console.ConsoleBrowser;
import org.brandstore.console.ConsoleBrowsers;
import org.brandstore.device.serial.SerialQueue;
import org.brandstore.device.serial.SerialState;
import org.brandstore.device.serial.WaitingSerial;
import org.brandstore.store.BrandStore;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.SnapRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Devices that wait for their serial, as managers see them in the browser. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SerialPagesIT {
    @Inject
    SnapRows rows;

    @Inject
    SerialQueue queue;

    @Inject
    ConsoleBrowsers browsers;

    private BrandStore store;
    private UUID first;
    private UUID second;

    @BeforeEach
    void twoDevicesThatWait() {
        store = rows.store();
        rows.run(
                "insert into model (brand_id, name, store_id, created_at) values (?1, 'gate', ?2, now())",
                store.brand(),
                store.id());
        first = waiting("unit-1", false);
        second = waiting("unit-2", true);
    }

    @Test
    void theListSaysWhichDeviceWantsWhichSerial() {
        assertThat(manager().get("/console/serials").asString())
                .contains("<strong>unit-1</strong>")
                .contains("<strong>unit-2</strong>")
                .containsOnlyOnce("another device has it")
                .contains("gate")
                .contains("aria-label=\"2 waiting\"");
    }

    @Test
    void aModelOfWhichAnybodyGetsASerialIsWarnedOf() {
        assertThat(manager().get("/console/serials").asString()).doesNotContain("Anybody who asks");

        rows.run("update model set serial_policy = 'automatic' where brand_id = ?1", store.brand());

        assertThat(manager().get("/console/serials").asString())
                .contains("Anybody who asks gets a serial of <strong>gate</strong>");
        assertThat(browsers.signedIn(rows.person(rows.store(), Role.ADMIN))
                        .get("/console/serials")
                        .asString())
                .doesNotContain("Anybody who asks");
    }

    @Test
    void severalAreApprovedAtOnceWithOneReason() {
        Response answer = manager()
                .post(
                        "/console/serials/approve",
                        "id",
                        first.toString(),
                        "id",
                        second.toString(),
                        "reason",
                        "batch 12");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/console/serials");
        assertThat(state(first)).isEqualTo(SerialState.APPROVED);
        assertThat(state(second)).isEqualTo(SerialState.APPROVED);
        assertThat(queue.find(first).flatMap(WaitingSerial::decision).map(WaitingSerial.Decision::reason))
                .contains("batch 12");
        assertThat(manager().get("/console/serials").asString()).contains("No device waits");
    }

    @Test
    void oneIsRejectedAndTheOtherGoesOnWaiting() {
        Response answer = manager().post("/console/serials/reject", "id", second.toString(), "reason", "a copy");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(state(second)).isEqualTo(SerialState.REJECTED);
        assertThat(state(first)).isEqualTo(SerialState.WAITING);
    }

    @Test
    void withoutAChoiceOrAReasonNothingIsDecidedAndWhatWasTypedStays() {
        Response none = manager().post("/console/serials/approve", "reason", "batch <12>");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.asString()).contains("choose at least one device").contains("batch &lt;12&gt;");

        Response silent = manager().post("/console/serials/approve", "id", first.toString(), "reason", " ");
        assertThat(silent.statusCode()).isEqualTo(400);
        assertThat(silent.asString())
                .contains("Cannot decide without a reason")
                .contains("value=\"" + first + "\" checked");
        assertThat(state(first)).isEqualTo(SerialState.WAITING);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyManagersDecide(Role role) {
        ConsoleBrowser browser = browsers.signedIn(rows.person(store, role));
        boolean decides = role == Role.ADMIN || role == Role.RELEASE_MANAGER;

        String html = browser.get("/console/serials").asString();

        assertThat(html).contains("unit-1");
        assertThat(html.contains(">Approve</button>")).isEqualTo(decides);
        assertThat(html.contains("deciding needs the role")).isEqualTo(!decides);
        assertThat(browser.post("/console/serials/approve", "id", first.toString(), "reason", "x")
                        .statusCode())
                .isEqualTo(decides ? 303 : 403);
        assertThat(state(first)).isEqualTo(decides ? SerialState.APPROVED : SerialState.WAITING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject"})
    void aDeviceOfAnotherBrandLooksLikeOneThatDoesNotExistAndFormsNeedTheirToken(String verb) {
        ConsoleBrowser stranger = browsers.signedIn(rows.person(rows.store(), Role.ADMIN));
        UUID absent = UUID.fromString("0b0c9d0e-0000-4000-8000-000000000000");

        Response hidden = stranger.post("/console/serials/" + verb, "id", first.toString(), "reason", "x");

        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(like(hidden))
                .isEqualTo(like(stranger.post("/console/serials/" + verb, "id", absent.toString(), "reason", "x")));
        assertThat(stranger.get("/console/serials").asString())
                .contains("No device waits")
                .doesNotContain("unit-1");
        assertThat(manager()
                        .postWith("guessed", "/console/serials/" + verb, "id", first.toString(), "reason", "x")
                        .statusCode())
                .isEqualTo(403);
        assertThat(state(first)).isEqualTo(SerialState.WAITING);
    }

    private ConsoleBrowser manager() {
        return browsers.signedIn(rows.person(store, Role.RELEASE_MANAGER));
    }

    private SerialState state(UUID id) {
        return queue.find(id).orElseThrow().state();
    }

    private UUID waiting(String serial, boolean duplicate) {
        UUID id = UUID.randomUUID();
        rows.run(
                "insert into serial_request (id, request_id, brand_id, model, device_key_id, proposed, encoded, state,"
                        + " duplicate, requested_at) values (?1, ?2, ?3, 'gate', ?4, ?5, 'x', 'waiting',"
                        + " cast(?6 as boolean), now())",
                id,
                "request-" + id,
                store.brand(),
                (serial + "x".repeat(64)).substring(0, 64),
                serial,
                duplicate);
        return id;
    }

    private static String like(Response page) {
        return page.asString().replaceAll("trace [0-9a-f]+", "TRACE");
    }
}
