package org.brandstore.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.release.ReleaseOutcome;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.release.Releases;
import org.brandstore.release.channel.Pointer;
import org.brandstore.store.BrandStore;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.SnapRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a brand manager does in a browser, and what the pages say about it. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ConsolePagesIT {
    private static final Channel STABLE = Channel.parse("latest/stable");

    @Inject
    SnapRows rows;

    @Inject
    Releases releases;

    @Inject
    ReleaseRequests requests;

    @Inject
    ConsoleBrowsers browsers;

    private BrandStore store;
    private Person developer;
    private Person manager;
    private SnapId snap;
    private UUID request;

    @BeforeEach
    void aReleaseThatWaits() {
        store = rows.store();
        developer = rows.person(store, Role.PUBLISHER);
        manager = rows.person(store, Role.RELEASE_MANAGER);
        snap = rows.snap(store);
        Revision first = rows.revision(
                snap, developer, new SnapRows.Contents(List.of("amd64"), List.of("network"), List.of(), 1_000_000));
        UUID before = ask(first);
        browser(manager).post("/console/releases/" + before + "/approve", "reason", "first");
        request = ask(rows.revision(
                snap,
                developer,
                new SnapRows.Contents(List.of("amd64"), List.of("camera"), List.of("dbus"), 2_500_000)));
    }

    @Test
    void theListSaysWhatWaitsAndWhatIsDifferent() {
        String page = browser(manager).get("/console/releases").asString();

        assertThat(page)
                .contains("/console/releases/" + request)
                .contains("+2 interfaces")
                .contains("\u22121 interface")
                .contains("+1.5 MB")
                .contains("0 of 1 approval")
                .contains(developer.displayName());
    }

    @Test
    void thePageOfARequestSaysWhatDevicesWouldNotice() {
        String page = browser(manager).get("/console/releases/" + request).asString();

        assertThat(page)
                .contains("1.0 MB")
                .contains("2.5 MB")
                .contains("</span> camera")
                .contains("</span> dbus (slot)")
                .contains("It wants access that it did not have: camera.")
                .contains(">Approve</button>")
                .contains(">Reject</button>");
    }

    @Test
    void anApprovalInTheBrowserReachesDevices() {
        Response answer = browser(manager)
                .post("/console/releases/" + request + "/approve", "reason", "tested in the lab", "when", "now");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/console/releases/" + request);
        assertThat(releases.channelMap(snap)).extracting(Pointer::revision).containsExactly(new Revision(2));
        assertThat(browser(manager).get("/console/releases/" + request).asString())
                .contains("tested in the lab")
                .contains("Released")
                .contains("How far it is")
                .doesNotContain("What changes")
                .doesNotContain(">Approve</button>");
    }

    @Test
    void aTimeIsTakenInTheZoneOfTheBrowser() {
        Response answer = browser(manager)
                .post(
                        "/console/releases/" + request + "/approve",
                        "reason",
                        "at night",
                        "when",
                        "later",
                        "at",
                        "2026-12-24T03:00",
                        "zone",
                        "Europe/Berlin");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(browser(manager).get("/console/releases/" + request).asString())
                .contains("datetime=\"2026-12-24T02:00:00Z\"");
    }

    @Test
    void aRejectionNeedsAReasonAndWhatWasTypedStays() {
        Response empty = browser(manager).post("/console/releases/" + request + "/reject", "reason", "  ");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.asString()).contains("Cannot decide without a reason");

        Response wrongTime = browser(manager)
                .post(
                        "/console/releases/" + request + "/approve",
                        "reason",
                        "<b>soon</b>",
                        "when",
                        "later",
                        "at",
                        "tomorrow");
        assertThat(wrongTime.statusCode()).isEqualTo(400);
        assertThat(wrongTime.asString()).contains("&lt;b&gt;soon&lt;/b&gt;").doesNotContain("<b>soon");

        assertThat(browser(manager)
                        .post("/console/releases/" + request + "/reject", "reason", "too early")
                        .statusCode())
                .isEqualTo(303);
        assertThat(requests.find(request).orElseThrow().state().word()).isEqualTo("rejected");
    }

    @Test
    void theRequesterIsToldThatSomebodyElseDecides() {
        Person both = rows.person(store, Role.ADMIN, Role.PUBLISHER);
        Revision next = rows.revision(snap, both, "amd64");
        UUID own = ((ReleaseOutcome.Waiting)
                        releases.release(snap, next, List.of(Channel.parse("candidate")), both, Actor.of(both))
                                .getFirst())
                .requestId();

        assertThat(browser(both).get("/console/releases/" + own).asString())
                .contains("somebody else has to decide")
                .doesNotContain(">Approve</button>");
        Response answer = browser(both).post("/console/releases/" + own + "/approve", "reason", "mine");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.asString()).contains("Cannot decide about your own release");
    }

    @Test
    void thePageIsSentAgainOnlyWhenItChanges() {
        ConsoleBrowser browser = browser(manager);
        String tag = browser.get("/console/releases").header("ETag");
        assertThat(browser.getIfChanged("/console/releases", tag).statusCode()).isEqualTo(304);

        ask(rows.revision(snap, developer, "amd64"));

        assertThat(browser.getIfChanged("/console/releases", tag).statusCode()).isEqualTo(200);
    }

    @Test
    void theOverviewShowsChannelsAndWhatTheFleetRuns() {
        rows.run(
                "insert into model (brand_id, name, store_id, architecture, created_at) values (?1, 'm', ?2, 'amd64', now())",
                store.brand(),
                store.id());
        for (int i = 0; i < 4; i++) {
            rows.run(
                    "insert into device (brand_id, model, serial, device_key_id, registered_at, last_seen_at)"
                            + " values (?1, 'm', ?2, ?3, now(), now())",
                    store.brand(),
                    "s" + i,
                    String.format("%064d", i));
            rows.run(
                    "insert into device_snap (brand_id, model, serial, instance_key, snap_id, revision, tracking_channel,"
                            + " updated_at) values (?1, 'm', ?2, 'k', ?3, ?4, 'latest/stable', now())",
                    store.brand(),
                    "s" + i,
                    snap,
                    i == 0 ? 2 : 1);
        }

        assertThat(browser(manager).get("/console").asString())
                .contains(store.name())
                .contains("<strong data-watch>3</strong> of 4 devices")
                .contains("75 percent up to date");
        assertThat(browser(manager).get("/console/releases/" + request).asString())
                .contains("<strong data-watch>3</strong> devices change, of <strong data-watch>4</strong>");
    }

    @Test
    void somebodyWithoutARoleSeesThatThereIsNothing() {
        Person nobody = rows.person(store);

        assertThat(browser(nobody).get("/console").asString()).contains("No store yet");
        assertThat(browser(nobody).get("/console/releases").asString()).contains("Nothing waits");
    }

    private ConsoleBrowser browser(Person person) {
        return browsers.signedIn(person);
    }

    private UUID ask(Revision revision) {
        return ((ReleaseOutcome.Waiting)
                        releases.release(snap, revision, List.of(STABLE), developer, Actor.of(developer))
                                .getFirst())
                .requestId();
    }
}
