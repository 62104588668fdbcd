package org.brandstore.api.publisher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.brandstore.testing.Publishers.upload;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Role;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The traps of the protocol that no other test names: most are where the reply they are about is tested (publisher-api.md,
 * section (b)).
 */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class TrapsIT {
    @Inject
    Publishers publishers;

    private Brand brand;
    private String token;
    private String name;
    private String id;

    @BeforeEach
    void releaseOne() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
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
                as(token).delete("/v1/snap/" + name),
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
}
