package org.brandstore.api.publisher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.brandstore.account.CredentialKind;
import org.brandstore.account.CredentialLimits;
import org.brandstore.account.Permission;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.security.macaroon.Macaroon;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of the error tables, one by one (publisher-api.md 2.1, 3.2 and 4.13). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ErrorTableIT {
    @Inject
    Publishers publishers;

    private Brand brand;
    private Person person;
    private String token;
    private String name;
    private String id;

    @BeforeEach
    void registerName() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.PUBLISHER);
        publishers.setPassword(person);
        token = publishers.token(person);
        name = publishers.unique("app");
        id = register(token, brand, name);
    }

    /** One refusal of each kind, on every part of the face. */
    private Stream<Response> refusals() {
        return Stream.of(
                given().get("/dev/api/account"),
                given().get("/api/v2/validation-sets"),
                as("wrong").get("/v1/tokens/whoami"),
                as(token).get("/dev/api/nothing"),
                as(token).get("/v1/nothing"),
                as(token).delete("/dev/api/account"),
                as(token).get("/api/v2/snaps/no-such-snap/channel-map"),
                as(token).get("/v1/snap/no-such-snap/releases"),
                as(token).get("/dev/api/snaps/" + "n".repeat(32) + "/state"),
                as(token).get("/dev/api/snaps/not-an-id/state"),
                as(token).get("/api/v2/validation-sets?sequence=many"),
                json(token, "[]").post("/dev/api/snap-push/"),
                json(token, "{").post("/dev/api/snap-release/"),
                json(token, Map.of()).post("/dev/api/register-name/"),
                json(token, Map.of()).post("/v1/snap/" + name + "/releases"),
                json(token, Map.of("snap_name", name)).post("/dev/api/register-name/"),
                json(token, Map.of("permissions", List.of())).post("/dev/api/acl/"),
                json(token, Map.of("macaroon", "x")).post("/v1/tokens/offline/exchange"),
                given().contentType("text/plain").body("x").post("/unscanned-upload/"));
    }

    /** Rows 1 to 5: one list, under one key, never empty, each item an object with a code and a message. */
    @Test
    void everyRefusalIsAListOfCodesWithMessages() {
        refusals().forEach(response -> {
            assertThat(response.statusCode()).isBetween(400, 499);
            assertThat(response.contentType()).isEqualTo("application/json");
            Map<String, Object> body = response.jsonPath().getMap("$");
            assertThat(body.keySet()).containsAnyOf("error_list", "error-list");
            assertThat(body.containsKey("error_list") && body.containsKey("error-list"))
                    .isFalse();
            List<Map<String, Object>> errors =
                    response.jsonPath().getList(body.containsKey("error_list") ? "error_list" : "'error-list'");
            assertThat(errors).isNotEmpty();
            for (Map<String, Object> error : errors) {
                assertThat(error.keySet())
                        .isSubsetOf("code", "message", "extra")
                        .contains("code", "message");
                assertThat((String) error.get("code")).matches("[a-z]+([-_][a-z]+)*");
                assertThat((String) error.get("message")).isNotBlank();
            }
        });
    }

    /** The tool refreshes on this code, whatever the status; what else is wrong never has it. */
    @Test
    void nothingElseSaysThatADischargeNeedsARefresh() {
        refusals().forEach(response -> {
            assertThat(response.asString()).doesNotContain("macaroon-needs-refresh");
            assertThat(String.valueOf(response.header("WWW-Authenticate"))).doesNotContain("needs_refresh");
        });
    }

    /** A 401 is what the tool takes for the end of a credential, so nothing but a bad credential is one. */
    @Test
    void onlyABadCredentialIsUnauthorized() {
        String useless = publishers
                .issue(person, CredentialKind.TOKEN, EnumSet.of(Permission.PACKAGE_PURCHASE), CredentialLimits.none())
                .secret();

        as(useless)
                .get("/api/v2/snaps/{name}/channel-map", name)
                .then()
                .statusCode(403)
                .body("'error-list'.code", contains("macaroon-permission-required"));
        as(token).get("/api/v2/snaps/{name}/channel-map", "no-such-snap").then().statusCode(404);
        as("gone")
                .get("/api/v2/snaps/{name}/channel-map", name)
                .then()
                .statusCode(401)
                .body("'error-list'.code", contains("authentication-required"));
        publishers.disable(person);
        as(token).get("/dev/api/account").then().statusCode(401);
    }

    @Test
    void aCredentialThatIsNoneIsToldByWhoamiTheSameWay() {
        as("gone").get("/api/v2/tokens/whoami").then().statusCode(401).body("error_list[0].message", notNullValue());
        as("gone").get("/v1/tokens/whoami").then().statusCode(401).body("'error-list'[0].message", notNullValue());
    }

    /** 404 on metadata makes the tool advise to register the name first. */
    @Test
    void metadataOfAnUnknownSnapIsNotFound() {
        json(token, Map.of("summary", "s"))
                .post("/dev/api/snaps/{id}/metadata", "n".repeat(32))
                .then()
                .statusCode(404)
                .body("error_list.code", contains("resource-not-found"));
    }

    /** 409 on metadata needs the name and the present value of each field. */
    @Test
    void metadataThatConflictsNamesItsFieldsAndTheirValues() {
        String admin = publishers.token(publishers.person(brand, Role.ADMIN));
        json(admin, Map.of("summary", "By hand"))
                .put("/api/admin/v1/snaps/{id}/listing", id)
                .then()
                .statusCode(200);

        json(token, Map.of("summary", "By tool"))
                .post("/dev/api/snaps/{id}/metadata", id)
                .then()
                .statusCode(409)
                .body("error_list[0].code", equalTo("conflict"))
                .body("error_list[0].extra.name", equalTo("summary"))
                .body("error_list[0].extra.current", equalTo("By hand"));
    }

    @Test
    void namesAreRefusedWithTheirOwnCodes() {
        json(token, Map.of("snap_name", name))
                .post("/dev/api/register-name/")
                .then()
                .statusCode(409)
                .body("error_list.code", contains("already_owned"));
        String colleague = publishers.token(publishers.person(brand, publishers.account(), Role.PUBLISHER));
        json(colleague, Map.of("snap_name", name))
                .post("/dev/api/register-name/")
                .then()
                .statusCode(409)
                .body("error_list.code", contains("already_registered"));
        json(token, Map.of("snap_name", "Not a name"))
                .post("/dev/api/register-name/")
                .then()
                .statusCode(400)
                .body("error_list.code", contains("invalid"));
    }

    @Test
    void releasesAreRefusedWithTheirOwnCodes() {
        push(token, name, SnapFile.app(name, "1.0"));
        publishers.sql("update snap_revision set withdrawn_at = now() where snap_id = ?1", id);

        json(token, Map.of("name", name, "revision", "1", "channels", List.of("edge")))
                .post("/dev/api/snap-release/")
                .then()
                .body("error_list.code", contains("resource-not-ready"));
        json(token, Map.of("name", "no-such-snap", "revision", "1", "channels", List.of("edge")))
                .post("/dev/api/snap-release/")
                .then()
                .statusCode(404)
                .body("error_list.code", contains("resource-not-found"));
        json(token, Map.of("name", name, "revision", "one", "channels", List.of("edge")))
                .post("/dev/api/snap-release/")
                .then()
                .statusCode(400)
                .body("error_list.code", contains("invalid-field"));
    }

    private Response discharge(Map<String, Object> request) {
        return given().contentType("application/json").body(request).post("/api/v2/tokens/discharge");
    }

    private String caveat() {
        Macaroon root = Macaroon.parse(json(token, Map.of("permissions", List.of("package_access")))
                .post("/dev/api/acl/")
                .path("macaroon"));
        return root.caveats().getFirst().id();
    }

    /** 3.2, row 1: one client reads the code at the top in capitals, the other the list. */
    @Test
    void aBadPasswordIsToldInBothSpellings() {
        discharge(Map.of("email", person.email(), "password", "not the password", "caveat_id", caveat()))
                .then()
                .statusCode(401)
                .body("code", equalTo("INVALID_CREDENTIALS"))
                .body("message", containsString("password"))
                .body("error_list.code", contains("invalid-credentials"))
                .body("error_list.message", contains(containsString("password")));
    }

    /** 3.2, row 4. */
    @Test
    void badInputForTheSignOnServiceIsInvalidData() {
        discharge(Map.of("email", person.email(), "caveat_id", caveat()))
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_DATA"))
                .body("extra", hasKey("field"))
                .body("error_list.code", contains("invalid-field"));
        given().contentType("application/json")
                .body("{")
                .post("/api/v2/tokens/discharge")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_DATA"))
                .body("$", not(hasKey("extra")));
    }
}
