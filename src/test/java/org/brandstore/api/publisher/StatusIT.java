package org.brandstore.api.publisher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.brandstore.account.Role;
import org.brandstore.snap.review.ReviewCheck;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The pages that {@code status}, {@code tracks}, {@code revisions} and {@code promote} read, held against the key lists of
 * the tools (publisher-api.md 4.10 to 4.12 and 5, traps 8 to 14).
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class StatusIT {
    @Inject
    Publishers publishers;

    private Brand brand;
    private String token;
    private String name;
    private String id;

    @BeforeEach
    void releaseTwoRevisions() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
        name = publishers.unique("app");
        id = register(token, brand, name);
        push(token, name, SnapFile.of(name, "1.0", "architectures: [amd64, arm64]\n"), "edge", "beta");
        push(token, name, SnapFile.of(name, "2.0", "architectures: [amd64]\nbase: core24\nepoch: 1*\n"), "edge");
        push(token, name, SnapFile.of(name, "3.0", "architectures: [amd64]\n"));
    }

    private JsonPath get(String path) {
        return as(token).get(path, name).then().statusCode(200).extract().jsonPath();
    }

    private static void assertKeys(Map<String, ?> item, String... keys) {
        assertThat(new TreeSet<>(item.keySet())).isEqualTo(new TreeSet<>(Arrays.asList(keys)));
    }

    @Test
    void theChannelMapTellsWhatEachChannelOffers() {
        JsonPath map = get("/api/v2/snaps/{name}/channel-map");

        List<Map<String, Object>> rows = map.getList("channel-map");
        assertThat(rows)
                .extracting(row -> row.get("channel") + " " + row.get("architecture") + " " + row.get("revision"))
                .containsExactlyInAnyOrder(
                        "latest/beta amd64 1", "latest/beta arm64 1", "latest/edge amd64 2", "latest/edge arm64 1");
        for (Map<String, Object> row : rows) {
            assertKeys(row, "architecture", "channel", "expiration-date", "progressive", "revision", "when");
            assertThat(row.get("expiration-date")).isNull();
            assertThat(row.get("progressive")).isEqualTo(nulls("paused", "percentage"));
            assertThat(OffsetDateTime.parse((String) row.get("when"))).isNotNull();
        }
        assertThat(map.getList("revisions.revision")).containsExactlyInAnyOrder(1, 2);
        assertThat(map.getList("revisions.find { it.revision == 2 }.architectures"))
                .containsExactly("amd64");
        assertThat(map.getMap("revisions.find { it.revision == 2 }.epoch"))
                .isEqualTo(Map.of("read", List.of(0, 1), "write", List.of(1)));
        assertThat(map.getString("snap.name")).isEqualTo(name);
        assertThat(map.getString("snap.id")).isEqualTo(id);
    }

    @Test
    void theChannelsOfATrackFallBackToTheNextSaferOne() {
        List<Map<String, Object>> channels =
                get("/api/v2/snaps/{name}/channel-map").getList("snap.channels");

        assertThat(channels)
                .extracting(channel -> channel.get("name") + " <- " + channel.get("fallback"))
                .containsExactly(
                        "latest/stable <- null",
                        "latest/candidate <- latest/stable",
                        "latest/beta <- latest/candidate",
                        "latest/edge <- latest/beta");
        channels.forEach(channel -> assertKeys(channel, "name", "track", "risk", "branch", "fallback"));
    }

    @Test
    void aBranchStandsBehindItsRisk() {
        json(token, Map.of("name", name, "revision", "3", "channels", List.of("edge/fix-1")))
                .post("/dev/api/snap-release/")
                .then()
                .statusCode(200);

        JsonPath map = get("/api/v2/snaps/{name}/channel-map");
        assertThat(map.getList("snap.channels.name"))
                .containsExactly(
                        "latest/stable", "latest/candidate", "latest/beta", "latest/edge", "latest/edge/fix-1");
        assertThat(map.getString("snap.channels[4].fallback")).isEqualTo("latest/edge");
        assertThat(map.getString("snap.channels[4].branch")).isEqualTo("fix-1");
        assertThat(map.getString("'channel-map'.find { it.revision == 3 }.'expiration-date'"))
                .isNotNull();
        JsonPath state = as(token)
                .get("/dev/api/snaps/{id}/state?series=16", id)
                .then()
                .extract()
                .jsonPath();
        Map<String, Object> branch =
                state.getMap("channel_map_tree.latest.'16'.amd64.find { it.channel == 'edge/fix-1' }");
        assertKeys(branch, "channel", "info", "version", "revision", "expires_at");
        assertThat(branch).containsEntry("info", "branch").containsEntry("revision", 3);
    }

    @Test
    void everyTrackItemIsComplete() {
        List<Map<String, Object>> tracks =
                get("/api/v2/snaps/{name}/channel-map").getList("snap.tracks");

        assertThat(tracks).hasSize(1);
        assertKeys(tracks.getFirst(), "name", "creation-date", "version-pattern", "status");
        assertThat(tracks.getFirst())
                .containsEntry("name", "latest")
                .containsEntry("status", "active")
                .containsEntry("version-pattern", null);
    }

    @Test
    void aSnapWithoutReleasesHasAnEmptyMap() {
        String other = publishers.unique("app");
        register(token, brand, other);

        as(token)
                .get("/api/v2/snaps/{name}/channel-map", other)
                .then()
                .statusCode(200)
                .body("channel-map", empty())
                .body("revisions", empty())
                .body("snap.channels", hasSize(4));
        as(token)
                .get("/v1/snap/{name}/releases", other)
                .then()
                .statusCode(200)
                .body("channel-map", empty())
                .body("package.channels", hasSize(4));
        as(token).get("/dev/api/snaps/{id}/state?series=16", id).then().statusCode(200);
    }

    /** The tool dies of any other key in these items. */
    @Test
    void revisionsHaveExactlyTheKeysThatTheToolKnows() {
        JsonPath page = get("/api/v2/snaps/{name}/releases");

        List<Map<String, Object>> revisions = page.getList("revisions");
        assertThat(revisions).extracting(item -> item.get("revision")).containsExactly(3, 2, 1);
        assertThat(revisions)
                .extracting(item -> item.get("status"))
                .containsExactly("Unpublished", "Published", "Published");
        revisions.forEach(StatusIT::assertStrictRevision);
        assertThat(revisions.get(1)).containsEntry("base", "core24").containsEntry("version", "2.0");
    }

    private static void assertStrictRevision(Map<String, Object> item) {
        assertKeys(
                item,
                "architectures",
                "base",
                "build_url",
                "confinement",
                "created_at",
                "epoch",
                "grade",
                "revision",
                "sha3-384",
                "size",
                "status",
                "version");
        assertThat((String) item.get("sha3-384")).matches("[0-9a-f]{96}");
        assertThat(item).containsEntry("confinement", "strict").containsEntry("grade", "stable");
    }

    @Test
    void movesHaveExactlyTheKeysThatTheToolKnowsNewestFirst() {
        List<Map<String, Object>> releases =
                get("/api/v2/snaps/{name}/releases").getList("releases");

        releases.forEach(release -> assertKeys(
                release, "architecture", "branch", "channel", "expiration-date", "revision", "risk", "track", "when"));
        assertThat(releases.getFirst())
                .containsEntry("channel", "latest/edge")
                .containsEntry("architecture", "amd64")
                .containsEntry("revision", 2)
                .containsEntry("risk", "edge")
                .containsEntry("track", "latest")
                .containsEntry("branch", null);
    }

    @Test
    void aClosedChannelShowsAsAMoveWithoutRevision() {
        json(token, Map.of("channels", List.of("edge")))
                .post("/dev/api/snaps/{id}/close", id)
                .then()
                .statusCode(200)
                .body("closed_channels", contains("latest/edge"));

        List<Map<String, Object>> releases =
                get("/api/v2/snaps/{name}/releases").getList("releases");
        assertThat(releases.getFirst()).containsEntry("channel", "latest/edge").containsEntry("revision", null);
        assertThat(get("/api/v2/snaps/{name}/channel-map").getList("channel-map.channel"))
                .containsOnly("latest/beta");
    }

    @Test
    void theStateNamesChannelsWithoutTheirTrack() {
        JsonPath state = as(token)
                .get("/dev/api/snaps/{id}/state?series=16", id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();

        Map<String, Object> tracks = state.getMap("channel_map_tree");
        assertThat(tracks.keySet()).isEqualTo(Set.of("latest"));
        List<Map<String, Object>> channels = state.getList("channel_map_tree.latest.'16'.amd64");
        assertThat(channels)
                .containsExactly(
                        Map.of("channel", "stable", "info", "none"),
                        Map.of("channel", "candidate", "info", "none"),
                        Map.of("channel", "beta", "info", "specific", "version", "1.0", "revision", 1),
                        Map.of("channel", "edge", "info", "specific", "version", "2.0", "revision", 2));
        json(token, Map.of("channels", List.of("edge"))).post("/dev/api/snaps/{id}/close", id);
        assertThat(as(token)
                        .get("/dev/api/snaps/{id}/state", id)
                        .<String>path("channel_map_tree.latest.'16'.amd64[3].info"))
                .isEqualTo("tracking");
    }

    @Test
    void theOnPremisesStatusHasWhatItsTwoValidatorsWant() {
        JsonPath page = get("/v1/snap/{name}/releases");

        page.<Map<String, Object>>getList("channel-map")
                .forEach(row -> assertKeys(
                        row, "architecture", "channel", "expiration-date", "progressive", "revision", "when"));
        page.<Map<String, Object>>getList("package.channels")
                .forEach(channel -> assertKeys(channel, "name", "track", "risk", "branch", "fallback"));
        List<Map<String, Object>> revisions = page.getList("revisions");
        assertThat(revisions).hasSize(2);
        for (Map<String, Object> item : revisions) {
            assertThat(item)
                    .containsKeys(
                            "architectures",
                            "confinement",
                            "created-at",
                            "created-by",
                            "grade",
                            "revision",
                            "sha3-384",
                            "size",
                            "status",
                            "type",
                            "version")
                    .containsEntry("type", "app");
            assertThat(OffsetDateTime.parse((String) item.get("created-at"))).isNotNull();
        }
    }

    @Test
    void theTypeThatTheOnPremisesToolDoesNotKnowIsShownAsABase() {
        String core = publishers.unique("core");
        register(token, brand, core);
        publishers.letPass(brand, ReviewCheck.SYSTEM_SNAP);
        push(token, core, SnapFile.of(core, "16-2.61", "type: os\narchitectures: [amd64]\n"), "edge");

        as(token).get("/v1/snap/{name}/releases", core).then().body("revisions.type", contains("base"));
    }

    @Test
    void theOnPremisesRevisionsAreAsStrict() {
        List<Map<String, Object>> revisions = get("/v1/snap/{name}/revisions").getList("revisions");

        revisions.forEach(StatusIT::assertStrictRevision);
        assertThat(revisions)
                .extracting(item -> item.get("status"))
                .containsExactly("approved", "released", "released");
    }

    @Test
    void aRevisionIsReleasedWithItsNumberAsTextOrNumber() {
        for (Object revision : List.of("3", 3)) {
            json(token, Map.of("name", name, "revision", revision, "channels", List.of("beta", "latest/beta")))
                    .post("/dev/api/snap-release/")
                    .then()
                    .statusCode(200)
                    .body("success", equalTo(true))
                    .body("opened_channels", contains("latest/beta"));
        }
    }

    @Test
    void aReleaseThatNeedsApprovalWaits() {
        json(token, Map.of("name", name, "revision", "3", "channels", List.of("stable", "edge")))
                .post("/dev/api/snap-release/")
                .then()
                .statusCode(200)
                .body("opened_channels", contains("latest/edge"))
                .body("waiting_channels", contains("latest/stable"));

        for (String path : List.of("/api/v2/snaps/{name}/channel-map", "/v1/snap/{name}/releases")) {
            List<Map<String, Object>> rows =
                    get(path).getList("'channel-map'.findAll { it.channel == 'latest/stable' }");
            assertThat(rows).as(path).isNotEmpty().allSatisfy(row -> {
                assertThat(row).containsEntry("revision", 3).containsEntry("expiration-date", null);
                assertThat((Map<?, ?>) row.get("progressive"))
                        .as("a share of none, which no release to devices has")
                        .isEqualTo(Map.of("paused", true, "percentage", 0.0f, "current-percentage", 0.0f));
            });
            assertThat(get(path).getList("revisions.revision")).contains(3);
        }
    }

    @Test
    void whatCannotBeReleasedIsToldWithItsReason() {
        release("9", "edge", 404, "revision-not-found");
        release("3", "nosuchtrack/edge", 400, "invalid-field");
        release("3", "a/b/c/d", 400, "invalid-field");
        json(token, Map.of("name", name, "revision", "3", "channels", List.of()))
                .post("/dev/api/snap-release/")
                .then()
                .statusCode(400);
        json(
                        token,
                        Map.of(
                                "name",
                                name,
                                "revision",
                                "3",
                                "channels",
                                List.of("edge"),
                                "progressive",
                                Map.of("percentage", 120)))
                .post("/dev/api/snap-release/")
                .then()
                .statusCode(400)
                .body("error_list[0].code", equalTo("invalid-field"));
        json(
                        token,
                        Map.of(
                                "name",
                                name,
                                "revision",
                                "3",
                                "channels",
                                List.of("edge"),
                                "progressive",
                                Map.of("percentage", 100)))
                .post("/dev/api/snap-release/")
                .then()
                .statusCode(200);
    }

    private void release(String revision, String channel, int status, String code) {
        json(token, Map.of("name", name, "revision", revision, "channels", List.of(channel)))
                .post("/dev/api/snap-release/")
                .then()
                .statusCode(status)
                .body("error_list.code", contains(code));
    }

    @Test
    void theOnPremisesReleaseOpensAndClosesChannels() {
        json(token, List.of(Map.of("revision", 3, "channel", "edge"), nulls(Map.of("channel", "beta"), "revision")))
                .post("/v1/snap/{name}/releases", name)
                .then()
                .statusCode(200)
                .body("released.channel", contains("latest/edge", "latest/beta"))
                .body("released.revision", contains(3, null));

        List<Map<String, Object>> rows = get("/v1/snap/{name}/releases").getList("channel-map");
        assertThat(rows)
                .extracting(row -> row.get("channel") + " " + row.get("architecture") + " " + row.get("revision"))
                .containsExactlyInAnyOrder("latest/edge amd64 3", "latest/edge arm64 1");
    }

    private static Map<String, Object> nulls(String... keys) {
        return nulls(Map.of(), keys);
    }

    private static Map<String, Object> nulls(Map<String, Object> others, String... keys) {
        Map<String, Object> map = new java.util.HashMap<>(others);
        Arrays.asList(keys).forEach(key -> map.put(key, null));
        return map;
    }
}
