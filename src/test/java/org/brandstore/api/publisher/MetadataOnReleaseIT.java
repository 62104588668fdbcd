package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.database.AtOnce;
import org.brandstore.event.ChangeLog;
import org.brandstore.event.RecordedChange;
import org.brandstore.naming.SnapId;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.snap.Snap;
import org.brandstore.snap.Snaps;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.brandstore.update.Approvals;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Texts that become those of what is released, where a snap's people want it so (publisher-api.md 4.13). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class MetadataOnReleaseIT {
    private static final String FLAG = "update_metadata_on_release";

    @Inject
    Publishers publishers;

    @Inject
    ReleaseRequests requests;

    @Inject
    Approvals approvals;

    @Inject
    Snaps snaps;

    @Inject
    ChangeLog log;

    private Brand brand;
    private String token;
    private Person manager;
    private String name;
    private SnapId id;

    @BeforeEach
    void describedByHand() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
        manager = publishers.person(brand, Role.RELEASE_MANAGER);
        name = publishers.unique("app");
        id = new SnapId(register(token, brand, name));
        push(token, name, file("1.0", ""));
        listing(Map.of("summary", "By hand", "license", "MIT")).then().statusCode(200);
    }

    /** @param more lines of the snap.yaml */
    private byte[] file(String version, String more) {
        return SnapFile.withYaml("name: " + name + "\nversion: '" + version + "'\nsummary: Summary of " + version
                + "\ndescription: Description of " + version + "\ntitle: Title of " + version
                + "\nbase: core24\narchitectures: [amd64]\n" + more);
    }

    private Response metadata(Map<String, ?> fields) {
        return json(token, fields).put("/dev/api/snaps/{id}/metadata", id.value());
    }

    private Response listing(Map<String, ?> fields) {
        return json(token, fields).put("/api/admin/v1/snaps/{id}/listing", id.value());
    }

    private void release(int revision, String channel, Object... share) {
        Map<String, Object> body = share.length == 0
                ? Map.of("name", name, "revision", Integer.toString(revision), "channels", List.of(channel))
                : Map.of(
                        "name",
                        name,
                        "revision",
                        Integer.toString(revision),
                        "channels",
                        List.of(channel),
                        "progressive",
                        Map.of("percentage", share[0], "paused", false));
        json(token, body).post("/dev/api/snap-release/").then().statusCode(200);
    }

    /** What waits reaches the devices; stable waits in every store that did not say otherwise. */
    private void approve() {
        requests.open(List.of(brand.store()))
                .forEach(request -> approvals.approve(request.id(), manager, "tested", null, Actor.of(manager)));
    }

    private Snap snap() {
        return snaps.require(id);
    }

    private void follow() {
        metadata(Map.of(FLAG, true)).then().statusCode(200).body(FLAG, equalTo(true));
    }

    /** Both change the snap's texts and its search document; in two orders they would wait for each other. */
    @Test
    void releasesAndEditsAtOnceDoNotFail() throws Exception {
        follow();
        push(token, name, file("2.0", ""));
        publishers.sql(
                "insert into release_policy (store_id, risk, approvals) values (?1, 'stable', 0)",
                brand.store().value());
        String ended = "select deadlocks from pg_stat_database where datname = current_database()";
        long before = publishers.count(ended);
        List<Integer> statuses = new CopyOnWriteArrayList<>();
        for (int round = 0; round < 30; round++) {
            int number = round;
            AtOnce.run(
                    () -> statuses.add(
                            json(token, Map.of("name", name, "revision", 1 + number % 2, "channels", List.of("stable")))
                                    .post("/dev/api/snap-release/")
                                    .statusCode()),
                    () -> statuses.add(
                            listing(Map.of("summary", "By hand " + number)).statusCode()),
                    () -> statuses.add(
                            listing(Map.of("title", "Title " + number)).statusCode()));
        }
        assertThat(statuses).hasSize(90).containsOnly(200);
        assertThat(publishers.count(ended) - before).isZero();
    }

    @Test
    void withoutAskingForItTheTextsStay() {
        metadata(Map.of()).then().statusCode(200).body(FLAG, equalTo(false));

        release(1, "stable");
        approve();

        assertThat(snap().summary()).isEqualTo("By hand");
    }

    @Test
    void theTextsFollowWhatReachesStableAndNotBefore() {
        follow();
        push(token, name, file("2.0", "license: Apache-2.0\n"), "stable", "edge");
        assertThat(snap().summary()).isEqualTo("By hand");

        approve();

        Snap shown = snap();
        assertThat(shown.title()).isEqualTo("Title of 2.0");
        assertThat(shown.summary()).isEqualTo("Summary of 2.0");
        assertThat(shown.description()).isEqualTo("Description of 2.0");
        assertThat(shown.license()).contains("Apache-2.0");
        as(token)
                .get("/api/admin/v1/snaps/{id}/listing", id.value())
                .then()
                .body("edited", hasSize(0))
                .body("update-metadata-on-release", equalTo(true));
        RecordedChange change = log.ofBrand(brand.account(), Long.MAX_VALUE, 20).stream()
                .filter(entry -> entry.action().equals("snap.described"))
                .findFirst()
                .orElseThrow();
        assertThat(change.actor()).isEqualTo("person:" + manager.email());
        assertThat(change.before()).contains("By hand");
        assertThat(change.after()).contains("Summary of 2.0");
    }

    /** What the file does not say is no longer said. */
    @Test
    void aLicenceThatTheFileDoesNotNameGoes() {
        follow();
        release(1, "latest/stable");
        approve();

        assertThat(snap().license()).isEmpty();
        assertThat(snap().summary()).isEqualTo("Summary of 1.0");
    }

    @Test
    void otherChannelsAndSharesOfTheDevicesChangeNoText() {
        follow();
        json(token, List.of(Map.of("name", "2.0")))
                .post("/v1/snap/{name}/tracks", name)
                .then()
                .statusCode(201);
        release(1, "candidate");
        release(1, "2.0/stable");
        release(1, "stable/fix");
        release(1, "stable", 50);
        approve();
        assertThat(snap().summary()).isEqualTo("By hand");

        release(1, "stable");
        approve();
        assertThat(snap().summary()).isEqualTo("Summary of 1.0");
    }

    @Test
    void theStableOfTheDefaultTrackCounts() {
        follow();
        json(token, List.of(Map.of("name", "2.0")))
                .post("/v1/snap/{name}/tracks", name)
                .then()
                .statusCode(201);
        metadata(Map.of("default_track", "2.0")).then().statusCode(200);
        release(1, "latest/stable");
        approve();
        assertThat(snap().summary()).isEqualTo("By hand");

        release(1, "2.0/stable");
        approve();
        assertThat(snap().summary()).isEqualTo("Summary of 1.0");
    }

    @Test
    void itIsTurnedOffAgainAndEachChangeIsRecordedOnce() {
        follow();
        follow();
        listing(Map.of("update-metadata-on-release", false))
                .then()
                .statusCode(200)
                .body("update-metadata-on-release", equalTo(false))
                .body("edited", contains("license", "summary"));

        release(1, "stable");
        approve();

        assertThat(snap().summary()).isEqualTo("By hand");
        assertThat(log.ofBrand(brand.account(), Long.MAX_VALUE, 50).stream()
                        .filter(entry -> entry.action().equals("snap.metadata-on-release-set"))
                        .map(entry -> entry.before() + entry.after()))
                .containsExactly(
                        "{\"metadata-on-release\":true}{\"metadata-on-release\":false}",
                        "{\"metadata-on-release\":false}{\"metadata-on-release\":true}");
    }

    @Test
    void whatIsNeitherTrueNorFalseIsRefused() {
        metadata(Map.of(FLAG, "yes", "summary", "Half done"))
                .then()
                .statusCode(400)
                .body("error_list[0].extra.field", equalTo(FLAG));
        assertThat(snap().summary()).isEqualTo("By hand");
    }
}
