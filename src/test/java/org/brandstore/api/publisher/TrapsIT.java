package org.brandstore.api.publisher;

import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.brandstore.testing.Publishers.upload;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.security.macaroon.Caveat;
import org.brandstore.security.macaroon.Macaroon;
import org.brandstore.snap.review.ReviewCheck;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The twenty traps of the protocol, one by one (publisher-api.md (b)); details are where each reply is tested. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class TrapsIT {
    @Inject
    Publishers publishers;

    private Brand brand;
    private Person person;
    private String token;
    private String name;
    private String id;

    @BeforeEach
    void releaseOne() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.PUBLISHER);
        token = publishers.token(person);
        name = publishers.unique("app");
        id = register(token, brand, name);
        push(token, name, SnapFile.app(name, "1.0"), "edge");
    }

    /** Trap 1: the tools send no credential with the bytes. */
    @Test
    void theBytesNeedNoCredential() {
        assertThat(upload(SnapFile.app(name, "1.1"))).hasSize(43);
    }

    /** Trap 5: one address is absolute and of the configured host, the other relative; neither follows the Host header. */
    @Test
    void addressesToPollAreBuiltFromTheConfiguredName() {
        json(token, Map.of("name", name, "updown_id", upload(SnapFile.app(name, "1.1"))))
                .header("Host", "evil.example")
                .header("X-Forwarded-Host", "evil.example")
                .post("/dev/api/snap-push/")
                .then()
                .statusCode(202)
                .body("status_details_url", startsWith("http://localhost:8080/dev/api/"));
        json(token, Map.of("upload-id", upload(SnapFile.app(name, "1.2"))))
                .header("Host", "evil.example")
                .post("/v1/snap/{name}/revisions", name)
                .then()
                .statusCode(200)
                .body("status-url", startsWith("/v1/snap/"));
    }

    /** Trap 7: a redirect turns a POST into a GET that looks like success, so both spellings are served as they are. */
    @Test
    void bothSpellingsOfEveryPathAreServedWithoutARedirect() {
        Map<String, Object> posts = new LinkedHashMap<>();
        posts.put("/dev/api/acl", Map.of("permissions", List.of("package_push")));
        posts.put("/dev/api/snap-push", Map.of("name", name, "dry_run", true));
        posts.put("/dev/api/snap-release", Map.of("name", name, "revision", "1", "channels", List.of("edge")));
        posts.put("/dev/api/snaps/" + id + "/close", Map.of("channels", List.of("beta")));
        posts.put("/v1/snap/" + name + "/releases", List.of(Map.of("revision", 1, "channel", "edge")));
        posts.forEach((path, body) -> {
            for (String spelling : List.of(path, path + "/")) {
                Response response = json(token, body).redirects().follow(false).post(spelling);
                assertThat(response.statusCode()).as(spelling).isBetween(200, 202);
            }
        });
        json(token, Map.of("snap_name", publishers.unique("a")))
                .post("/dev/api/register-name")
                .then()
                .statusCode(201);
        json(token, Map.of("snap_name", publishers.unique("a")))
                .post("/dev/api/register-name/")
                .then()
                .statusCode(201);
        for (String path : List.of(
                "/api/v2/tokens/whoami",
                "/v1/tokens/whoami",
                "/dev/api/account",
                "/dev/api/snaps/" + id + "/state",
                "/api/v2/snaps/" + name + "/channel-map",
                "/api/v2/snaps/" + name + "/releases",
                "/v1/snap/" + name + "/releases",
                "/v1/snap/" + name + "/revisions")) {
            for (String spelling : List.of(path, path + "/")) {
                assertThat(as(token).redirects().follow(false).get(spelling).statusCode())
                        .as(spelling)
                        .isEqualTo(200);
            }
        }
    }

    /** Trap 14: every architecture of a row stands in some revision, and every revision of a row is listed. */
    @Test
    void aRowNeverRefersToSomethingThatIsNotThere() {
        String all = publishers.unique("all");
        register(token, brand, all);
        push(token, all, SnapFile.of(all, "1.0", "architectures: [all]\n"), "edge");
        push(token, all, SnapFile.of(all, "2.0", "architectures: [amd64]\n"), "edge");

        var map = as(token).get("/api/v2/snaps/{name}/channel-map", all).jsonPath();

        List<Map<String, Object>> rows = map.getList("channel-map");
        List<List<String>> architectures = map.getList("revisions.architectures");
        List<Integer> revisions = map.getList("revisions.revision");
        assertThat(rows).isNotEmpty();
        for (Map<String, Object> row : rows) {
            assertThat(architectures).anySatisfy(list -> assertThat(list).contains((String) row.get("architecture")));
            assertThat(revisions).contains((Integer) row.get("revision"));
        }
    }

    /** Trap 18: whatever goes wrong, the list is there, every item has a message, and the status is no 5xx. */
    @Test
    void unknownPathsAndMethodsAreToldAsLists() {
        for (Response response : List.of(
                as(token).get("/dev/api/nothing"),
                as(token).get("/api/v2/snaps/" + name + "/nothing"),
                as(token).get("/v1/snap/" + name + "/nothing"),
                as(token).delete("/dev/api/account"),
                as(token).get("/dev/api/snap-push/"),
                given().get("/dev/api/account"))) {
            assertThat(response.statusCode()).isBetween(400, 405);
            assertThat(response.contentType()).isEqualTo("application/json");
            assertThat(response.asString())
                    .containsPattern("error.list\":\\[\\{\"code\":\"[^\"]+\",\"message\":\"[^\"]+\"");
        }
    }

    /** Some clients compare the type as a whole text. */
    @Test
    void jsonComesWithoutACharset() {
        as(token).get("/dev/api/account").then().header("Content-Type", equalTo("application/json"));
        as(token).get("/v1/snap/{name}/releases", name).then().header("Content-Type", equalTo("application/json"));
        given().get("/dev/api/account").then().header("Content-Type", equalTo("application/json"));
    }

    private static Macaroon root() {
        return Macaroon.parse(given().contentType("application/json")
                .body(Map.of("permissions", List.of("package_access")))
                .post("/dev/api/acl/")
                .then()
                .statusCode(200)
                .extract()
                .path("macaroon"));
    }

    /** Trap 2: host and port of the sign-on service, as the tool is given it, without a scheme, to the letter. */
    @Test
    void theCaveatIsForTheHostAndPortOfTheSignOnService() {
        assertThat(root().caveats())
                .singleElement()
                .isInstanceOfSatisfying(
                        Caveat.ThirdParty.class,
                        caveat -> assertThat(caveat.location()).isEqualTo("localhost:8080"));
    }

    /** Trap 3: in the newer packet form the tool would send the caveat's id as the text of a Python object. */
    @Test
    void theRootMacaroonIsInTheFirstPacketForm() {
        byte[] bytes = Base64.getUrlDecoder().decode(root().serialize());

        assertThat(new String(bytes, 0, 4, US_ASCII)).matches("[0-9a-f]{4}");
    }

    /** Trap 4: each command reads its own spelling. */
    @Test
    void theAccountHasItsIdAndItsKeysInBothSpellings() {
        JsonPath account = as(token).get("/dev/api/account").jsonPath();

        assertThat(account.getString("id"))
                .isEqualTo(person.account().value())
                .isEqualTo(account.getString("account_id"));
        assertThat(account.getList("account_keys")).isNotNull().isEqualTo(account.getList("account-keys"));
    }

    /** Trap 6: without an error the tool would claim that it was released. */
    @Test
    void whatWaitsForAPersonOrWasRefusedHasAnError() {
        String kernel = publishers.unique("kernel");
        register(token, brand, kernel);

        Response held = push(token, kernel, SnapFile.of(kernel, "1.0", "type: kernel\narchitectures: [amd64]\n"));
        Response refused = push(token, name, "no snap".getBytes(US_ASCII));

        held.then().body("code", equalTo("need_manual_review")).body("errors.message", not(empty()));
        refused.then().body("code", equalTo("processing_error")).body("errors.message", not(empty()));
    }

    /** Trap 8: one key more than these and older tools die. */
    @Test
    void strictRepliesHaveNoKeyThatTheToolDoesNotKnow() {
        JsonPath releases = as(token).get("/api/v2/snaps/{name}/releases", name).jsonPath();
        assertKeys(releases.getMap("revisions[0]"), STRICT_REVISION);
        assertKeys(
                releases.getMap("releases[0]"),
                "architecture",
                "branch",
                "channel",
                "expiration-date",
                "revision",
                "risk",
                "track",
                "when");
        JsonPath metrics = json(
                        token,
                        Map.of(
                                "filters",
                                List.of(Map.of(
                                        "snap_id",
                                        id,
                                        "metric_name",
                                        "installed_base_by_country",
                                        "start",
                                        "2031-01-01",
                                        "end",
                                        "2031-01-02"))))
                .post("/dev/api/snaps/metrics")
                .jsonPath();
        assertKeys(metrics.getMap("$"), "metrics");
        assertKeys(metrics.getMap("metrics[0]"), "status", "snap_id", "metric_name", "buckets", "series");
        assertThat(metrics.getString("metrics[0].status")).isEqualTo("NO DATA");
    }

    private static final String[] STRICT_REVISION = {
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
        "version"
    };

    private static void assertKeys(Map<String, ?> item, String... keys) {
        assertThat(new TreeSet<>(item.keySet())).isEqualTo(new TreeSet<>(Arrays.asList(keys)));
    }

    /** Trap 9: each reply is as strict as its own reader; what one may have more, another must not have. */
    @Test
    void repliesAboutTheSameRevisionHaveEachTheirOwnShape() {
        JsonPath map = as(token).get("/api/v2/snaps/{name}/channel-map", name).jsonPath();
        JsonPath history = as(token).get("/api/v2/snaps/{name}/releases", name).jsonPath();

        assertThat(map.<String, Object>getMap("revisions[0]")).containsKeys("architectures", "revision", "version");
        assertThat(map.<String, Object>getMap("revisions[0]").keySet())
                .isNotEqualTo(history.getMap("revisions[0]").keySet());
        assertKeys(history.getMap("revisions[0]"), STRICT_REVISION);
    }

    /** Trap 11: what one reply of the on-premises mode needs kills the reader of the other. */
    @Test
    void theTwoShapesOfTheOnPremisesModeAreNotMixed() {
        String core = publishers.unique("core");
        register(token, brand, core);
        publishers.letPass(brand, ReviewCheck.SYSTEM_SNAP);
        push(token, core, SnapFile.of(core, "1.0", "type: os\narchitectures: [amd64]\n"), "edge");
        for (String snap : List.of(name, core)) {
            Map<String, Object> inReleases =
                    as(token).get("/v1/snap/{name}/releases", snap).jsonPath().getMap("revisions[0]");
            Map<String, Object> inRevisions =
                    as(token).get("/v1/snap/{name}/revisions", snap).jsonPath().getMap("revisions[0]");

            assertThat(inReleases)
                    .containsKeys("type", "created-by")
                    .containsEntry("type", snap.equals(core) ? "base" : "app");
            assertKeys(inRevisions, STRICT_REVISION);
        }
    }

    /** Trap 10: what looks optional is needed, as a null. */
    @Test
    void nullsAreWrittenWhereTheOnPremisesModeNeedsThem() {
        JsonPath page = as(token).get("/v1/snap/{name}/releases", name).jsonPath();

        Map<String, Object> row = page.getMap("'channel-map'[0]");
        assertThat(row).containsEntry("expiration-date", null).containsKeys("when", "progressive", "revision");
        assertThat(page.<String, Object>getMap("'channel-map'[0].progressive"))
                .containsEntry("paused", null)
                .containsEntry("percentage", null);
        assertThat(page.<String, Object>getMap("package.channels[0]"))
                .containsEntry("branch", null)
                .containsEntry("fallback", null);
    }

    /** Trap 12: only approved and rejected end the waiting; there is one element, and rejected has its error. */
    @Test
    void theOnPremisesPollEndsWithApprovedOrRejectedOnly() {
        Map<String, Object> approved = pollGateway(SnapFile.app(name, "2.0"));
        Map<String, Object> rejected = pollGateway("no snap".getBytes(US_ASCII));

        assertThat(approved).containsEntry("status", "approved").containsKey("revision");
        assertThat(rejected).containsEntry("status", "rejected");
        assertThat((List<?>) rejected.get("errors")).isNotEmpty();
    }

    private Map<String, Object> pollGateway(byte[] file) {
        String url = json(token, Map.of("upload-id", upload(file)))
                .post("/v1/snap/{name}/revisions", name)
                .then()
                .statusCode(200)
                .extract()
                .path("status-url");
        for (int poll = 0; poll < 300; poll++) {
            List<Map<String, Object>> revisions = as(token).get(url).jsonPath().getList("revisions");
            assertThat(revisions).hasSize(1);
            if (!revisions.getFirst().get("status").equals("processing")) {
                return revisions.getFirst();
            }
            Publishers.pause();
        }
        throw new AssertionError("the submission was not processed in time");
    }

    /** Trap 13: an item that is not complete breaks the status of all of them. */
    @Test
    void everyTrackIsComplete() {
        List<Map<String, Object>> tracks = as(token)
                .get("/api/v2/snaps/{name}/channel-map", name)
                .jsonPath()
                .getList("snap.tracks");

        assertThat(tracks).isNotEmpty();
        tracks.forEach(track -> {
            assertKeys(track, "name", "creation-date", "version-pattern", "status");
            assertThat(track.get("status")).isIn("active", "default", "hidden", "closed");
        });
    }

    /** Trap 15: the tool signs nulls as such. */
    @Test
    void nothingThatIsToBeSignedIsNull() {
        Map<String, Object> set = json(
                        token,
                        Map.of(
                                "account-id",
                                person.account().value(),
                                "name",
                                "a-set",
                                "sequence",
                                1,
                                "snaps",
                                List.of(Map.of("name", name))))
                .post("/api/v2/validation-sets/build-assertion")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("$");

        assertThat(set.values()).doesNotContainNull();
        assertThat(set.toString()).doesNotContain("null");
        assertThat(set).containsEntry("snaps", List.of(Map.of("name", name, "id", id)));
    }

    /** Trap 16: a 404 would keep the tool from making the first one. */
    @Test
    void anUnknownSetOrSchemaIsAnEmptyList() {
        for (String path : List.of("/api/v2/validation-sets/nothing", "/api/v2/confdb-schemas/nothing")) {
            as(token).get(path).then().statusCode(200).body("assertions", empty());
        }
    }

    /** Trap 17: a tool in CI forgets what it refreshed, so the old discharge is good for as many refreshes as it likes. */
    @Test
    void aDischargeIsRefreshedAsOftenAsTheToolAsks() {
        publishers.setPassword(person);
        String discharge = given().contentType("application/json")
                .body(Map.of(
                        "email",
                        person.email(),
                        "password",
                        Publishers.PASSWORD,
                        "caveat_id",
                        root().caveats().getFirst().id()))
                .post("/api/v2/tokens/discharge")
                .then()
                .statusCode(200)
                .extract()
                .path("discharge_macaroon");
        for (int time = 0; time < 3; time++) {
            given().contentType("application/json")
                    .body(Map.of("discharge_macaroon", discharge))
                    .post("/api/v2/tokens/refresh")
                    .then()
                    .statusCode(200)
                    .body("discharge_macaroon", startsWith("MD"));
        }
    }

    /** Trap 19: the list may come as a file without a name, and the path of a picture is the developer's own. */
    @Test
    void theListOfPicturesIsReadAsAFileTooAndPathsAreCut() {
        String info = "[{\"type\": \"icon\", \"hash\": \"" + sha256("<svg/>") + "\", \"key\": \"icon\","
                + " \"filename\": \"/home/ana/secret/icon.svg\"}]";
        String form = "--b\r\nContent-Disposition: form-data; name=\"info\"; filename=\"\"\r\n\r\n" + info
                + "\r\n--b\r\nContent-Disposition: form-data; name=\"icon\"; filename=\"icon.svg\"\r\n\r\n<svg/>"
                + "\r\n--b--\r\n";
        EncoderConfig asText = encoderConfig().encodeContentTypeAs("multipart/form-data", ContentType.TEXT);

        as(token)
                .config(RestAssured.config().encoderConfig(asText))
                .header("Content-Type", "multipart/form-data; boundary=b")
                .body(form.getBytes(US_ASCII))
                .post("/dev/api/snaps/{id}/binary-metadata", id)
                .then()
                .statusCode(200)
                .body("filename", contains("icon.svg"));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    /** Trap 20: what is a name is never answered as not found, since the tool would sign it as an id. */
    @Test
    void anUnknownNameIsNoNotFound() {
        as(token)
                .get("/v2/snaps/info/{name}?fields=snap-id", name)
                .then()
                .statusCode(200)
                .body("snap-id", equalTo(id));
        as(token).get("/v2/snaps/info/no-such-snap?fields=snap-id").then().statusCode(400);
    }
}
