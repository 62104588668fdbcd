package org.brandstore.api.publisher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.brandstore.account.Role;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is sent, the answer is an error list of our own with a status that says whose fault it is. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class BadInputIT {
    private static final List<String> NO_OBJECTS = List.of(
            "",
            " ",
            "null",
            "7",
            "\"x\"",
            "[]",
            "{",
            "{\"name\":",
            "{\"a\":1,\"a\":2}",
            "{} {}",
            "{'a':1}",
            "[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]",
            "\u0000",
            "{\"name\":\"\\ud800\"");

    @Inject
    Publishers publishers;

    private Brand brand;
    private String token;
    private String name;
    private String id;

    @BeforeEach
    void registerName() {
        brand = publishers.brand();
        token = publishers.token(publishers.person(brand, Role.PUBLISHER));
        name = publishers.unique("app");
        id = register(token, brand, name);
    }

    private Response post(String path, String body) {
        return as(token)
                .contentType("application/json")
                .body(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post(path);
    }

    private List<String> paths() {
        return List.of(
                "/dev/api/acl/",
                "/api/v2/tokens/discharge",
                "/api/v2/tokens/refresh",
                "/v1/tokens/offline/exchange",
                "/dev/api/register-name/",
                "/dev/api/snap-push/",
                "/dev/api/snap-release/",
                "/dev/api/snaps/" + id + "/close",
                "/dev/api/account/account-key",
                "/v1/snap/" + name + "/revisions");
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        for (String path : paths()) {
            for (String body : NO_OBJECTS) {
                Response response = post(path, body);
                assertThat(response.statusCode()).as(path + " " + body).isEqualTo(400);
                assertErrorList(response, "invalid-request");
            }
            assertThat(post(path, "{}").statusCode()).as(path).isEqualTo(400);
        }
        for (String body : List.of("", "{}", "7", "[1]", "[[]]", "[{}, 1]", "[")) {
            Response response = post("/v1/snap/" + name + "/releases", body);
            assertThat(response.statusCode()).as(body).isEqualTo(400);
        }
    }

    private static void assertErrorList(Response response, String code) {
        String body = response.asString();
        List<String> codes =
                body.contains("error_list") ? response.path("error_list.code") : response.path("'error-list'.code");
        List<String> messages = body.contains("error_list")
                ? response.path("error_list.message")
                : response.path("'error-list'.message");
        assertThat(codes).containsExactly(code);
        assertThat(messages).hasSize(1).doesNotContainNull();
        assertThat(response.contentType()).isEqualTo("application/json");
    }

    @Test
    void aFieldOfAnotherTypeIsNamed() {
        refused("/dev/api/register-name/", "{\"snap_name\": 7}", "snap_name");
        refused("/dev/api/register-name/", "{\"snap_name\": null}", "snap_name");
        refused("/dev/api/register-name/", "{\"snap_name\": \"x-y\", \"is_private\": \"yes\"}", "is_private");
        refused("/dev/api/register-name/", "{\"snap_name\": \"x-y\", \"store\": {}}", "store");
        String start = "{\"name\": \"" + name + "\", ";
        refused("/dev/api/snap-push/", "{\"name\": [\"x\"]}", "name");
        refused("/dev/api/snap-push/", start + "\"dry_run\": 1}", "dry_run");
        refused("/dev/api/snap-push/", start + "\"dry_run\": false}", "updown_id");
        refused("/dev/api/snap-push/", start + "\"updown_id\": 5}", "updown_id");
        refused("/dev/api/snap-push/", start + "\"updown_id\": \"x\", \"binary_filesize\": \"9\"}", "binary_filesize");
        refused("/dev/api/snap-push/", start + "\"updown_id\": \"x\", \"binary_filesize\": 1.5}", "binary_filesize");
        refused("/dev/api/snap-push/", start + "\"updown_id\": \"x\", \"binary_filesize\": 1e999}", "binary_filesize");
        refused("/dev/api/snap-push/", start + "\"updown_id\": \"x\", \"channels\": \"edge\"}", "channels");
        refused("/dev/api/snap-push/", start + "\"updown_id\": \"x\", \"channels\": [null]}", "channels");
        refused("/dev/api/snap-release/", start + "\"channels\": [\"edge\"]}", "revision");
        refused("/dev/api/snap-release/", start + "\"revision\": \"one\", \"channels\": [\"edge\"]}", "revision");
        refused("/dev/api/snap-release/", start + "\"revision\": 99999999999, \"channels\": [\"edge\"]}", "revision");
        refused("/dev/api/snap-release/", start + "\"revision\": true, \"channels\": [\"edge\"]}", "revision");
        refused("/dev/api/snap-release/", start + "\"revision\": 1}", "channels");
        refused("/dev/api/snaps/" + id + "/close", "{\"channels\": {}}", "channels");
        refused("/dev/api/account/account-key", "{\"account_key_request\": []}", "account_key_request");
        refused("/api/v2/tokens/discharge", "{\"email\": \"a@b\", \"password\": \"x\"}", "caveat_id");
        refused("/api/v2/tokens/discharge", "{\"email\": \"a@b\", \"caveat_id\": \"x\"}", "password");
        refused("/api/v2/tokens/refresh", "{\"discharge_macaroon\": {}}", "discharge_macaroon");
        refused("/dev/api/snap-push/", "{\"name\": \"" + "x".repeat(300) + "\"}", "name");
    }

    private void refused(String path, String body, String field) {
        post(path, body)
                .then()
                .statusCode(400)
                .body("error_list.code", contains("invalid-field"))
                .body("error_list[0].extra.field", equalTo(field));
    }

    @Test
    void theGatewaysFieldsAreNamedToo() {
        for (String body : List.of("[{\"revision\": 1}]", "[{\"channel\": 5, \"revision\": 1}]")) {
            post("/v1/snap/" + name + "/releases", body)
                    .then()
                    .statusCode(400)
                    .body("error-list[0].extra.field", equalTo("channel"));
        }
        for (String body : List.of("[{\"channel\": \"edge\"}]", "[{\"channel\": \"edge\", \"revision\": \"x\"}]")) {
            post("/v1/snap/" + name + "/releases", body)
                    .then()
                    .statusCode(400)
                    .body("error-list[0].extra.field", equalTo("revision"));
        }
        post("/v1/snap/" + name + "/releases", "[{\"channel\": \"edge\", \"revision\": 0}]")
                .then()
                .statusCode(400);
    }

    @Test
    void fieldsThatNobodyAskedForAreIgnored() {
        post("/dev/api/snap-push/", "{\"name\": \"" + name + "\", \"dry_run\": true, \"new\": {\"a\": [1]}}")
                .then()
                .statusCode(202);
        given().contentType("application/json")
                .body("{\"permissions\": [\"package_push\"], \"later\": 1}")
                .post("/dev/api/acl/")
                .then()
                .statusCode(200);
    }

    @Test
    void anyContentTypeIsReadAsJson() {
        for (String type : List.of("application/json; charset=utf-8", "text/plain", "application/octet-stream")) {
            as(token)
                    .header("Content-Type", type)
                    .body(("{\"name\": \"" + name + "\", \"dry_run\": true}")
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .post("/dev/api/snap-push/")
                    .then()
                    .statusCode(202);
        }
        as(token)
                .header("Content-Type", "application/json")
                .get("/dev/api/account")
                .then()
                .statusCode(200);
        as(token).header("Accept", "*/*").get("/dev/api/account").then().statusCode(200);
    }

    @Test
    void aBodyThatIsTooLongIsRefused() {
        post("/dev/api/snap-push/", "{\"name\": \"" + "x".repeat(6 * 1024 * 1024) + "\"}")
                .then()
                .statusCode(413)
                .body("error_list.code", contains("too-large"));
    }

    /** Ids are names of rows, never of files: whatever stands in their place is an unknown or an invalid name. */
    @Test
    void noIdLeadsAnywhereElse() {
        for (String evil : List.of(
                "..",
                "%2e%2e",
                "..%2f..%2fetc%2fpasswd",
                "%2e%2e%2f",
                "a%00b",
                "%5c..%5c",
                "x%0d%0aSet-Cookie:a",
                "%c3%a9",
                "a'or'1'='1",
                "A".repeat(5_000),
                "%252e%252e%252f")) {
            for (String path : List.of(
                    "/api/v2/snaps/%s/channel-map",
                    "/api/v2/snaps/%s/releases",
                    "/v1/snap/%s/revisions",
                    "/v1/snap/%s/releases",
                    // with a dot segment this would be the path of the snap itself, which is the caller's
                    "/v1/snap/" + name + "/submissions/x%s",
                    "/v1/snap/%s/submissions/x",
                    "/dev/api/snaps/%s/state",
                    "/dev/api/submissions/%s")) {
                Response response = as(token).urlEncodingEnabled(false).get(path.formatted(evil));
                assertThat(response.statusCode()).as(path.formatted(evil)).isIn(400, 404, 405, 414);
                if (response.statusCode() != 414) {
                    assertThat(response.asString()).as(path.formatted(evil)).contains("\"message\":");
                }
            }
        }
    }
}
