package org.brandstore.api.admin;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.console.ConsoleBrowsers;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** API tokens: made, narrowed, listed, ended; and what a narrowed one does not open. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class TokenIT {
    private static final String TOKENS = "/api/admin/v1/tokens";

    @Inject
    Publishers publishers;

    @Inject
    ConsoleBrowsers browsers;

    private Publishers.Brand brand;
    private Person person;
    private String token;

    @BeforeEach
    void anAdministrator() {
        brand = publishers.brand();
        person = publishers.person(brand, Role.ADMIN);
        publishers.setPassword(person);
        token = publishers.token(person);
    }

    private static RequestSpecification with(String token) {
        return given().header("Authorization", "Bearer " + token).contentType("application/json");
    }

    private Response login(Map<String, Object> scope) {
        Map<String, Object> body = new HashMap<>(scope);
        body.putIfAbsent("description", "ci");
        body.put("email", person.email());
        body.put("password", Publishers.PASSWORD);
        return given().contentType("application/json").body(body).post(TOKENS);
    }

    private static String secret(Response made) {
        return made.then().statusCode(200).extract().path("token");
    }

    @Test
    void aTokenIsAsNarrowAsItWasAskedFor() {
        String end = Instant.now().plus(Duration.ofDays(3)).toString().substring(0, 19) + "Z";
        String narrow = secret(login(Map.of(
                "permissions", List.of("package_push"),
                "snaps", List.of("some-app"),
                "channels", List.of("edge"),
                "stores", List.of(brand.store().value()),
                "expires", end)));

        given().header("Authorization", "macaroon " + narrow)
                .get("/api/v2/tokens/whoami")
                .then()
                .statusCode(200)
                .body("permissions", contains("package_push"))
                .body("packages.name", contains("some-app"))
                .body("channels", contains("edge"))
                .body("expires", equalTo(end.substring(0, 19)));
    }

    @Test
    void withoutLimitsAskedForItWorksForThirtyDays() {
        Response made = login(Map.of());
        Instant end = Instant.parse(made.then().statusCode(200).extract().path("expires"));

        assertThat(Duration.between(Instant.now(), end)).isBetween(Duration.ofDays(29), Duration.ofDays(30));
        with(secret(made))
                .get("/api/admin/v1/stores")
                .then()
                .statusCode(200)
                .body("id", contains(brand.store().value()));
    }

    @ParameterizedTest
    @CsvSource({
        "permissions,nonsense",
        "snaps,UPPER",
        "channels,a/b/c/d/e",
        "stores,'not a store'",
    })
    void aLimitThatIsNoneIsRefused(String field, String value) {
        login(Map.of(field, List.of(value)))
                .then()
                .statusCode(400)
                .contentType(equalTo("application/problem+json"))
                .body("code", equalTo("invalid-field"));
    }

    @ParameterizedTest
    @CsvSource({"-PT1S,400", "PT1M,200", "P364D,200", "P366D,400"})
    void theEndMustLieAheadByAYearAtMost(Duration from, int status) {
        login(Map.of("expires", Instant.now().plus(from).toString())).then().statusCode(status);
    }

    @Test
    void everyWrongLoginIsToldTheSame() {
        Response wrong = given().contentType("application/json")
                .body(Map.of("email", person.email(), "password", "not the password", "description", "x"))
                .post(TOKENS);
        Response unknown = given().contentType("application/json")
                .body(Map.of("email", "nobody@acme.example", "password", "not the password", "description", "x"))
                .post(TOKENS);

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.asString().replaceAll("urn:trace:[0-9a-f]+", ""))
                .isEqualTo(unknown.asString().replaceAll("urn:trace:[0-9a-f]+", ""));
    }

    @Test
    void aTokenMakesNarrowerOnesAndNeverWiderOnes() {
        String derived = secret(with(token)
                .body(Map.of("description", "for the build", "permissions", List.of("package_access", "edit_account")))
                .post(TOKENS + "/derived"));

        with(derived)
                .body(Map.of("description", "more", "permissions", List.of("package_push")))
                .post(TOKENS + "/derived")
                .then()
                .statusCode(403)
                .body("code", equalTo("macaroon-permission-required"));
        with(derived)
                .body(Map.of("description", "the same", "permissions", List.of("package_access")))
                .post(TOKENS + "/derived")
                .then()
                .statusCode(200);
        String limited = secret(with(token)
                .body(Map.of("description", "limited", "snaps", List.of("some-app")))
                .post(TOKENS + "/derived"));
        with(limited)
                .body(Map.of("description", "unlimited"))
                .post(TOKENS + "/derived")
                .then()
                .statusCode(403);
    }

    @Test
    void tokensAreListedWithTheirUseAndEndedByTheirOwnerOnly() {
        Response made = login(Map.of("description", "for the build", "channels", List.of("edge")));
        String id = made.then().extract().path("id");
        String theirs = publishers.token(publishers.person(brand, Role.ADMIN));

        with(token)
                .get(TOKENS)
                .then()
                .statusCode(200)
                .body("description", hasItem("for the build"))
                .body("find { it.id == '" + id + "' }.kind", equalTo("token"))
                .body("find { it.id == '" + id + "' }.channels", contains("edge"))
                .body("find { it.id == '" + id + "' }.snaps", nullValue())
                .body("find { it.id == '" + id + "' }.'last-used'", equalTo(""))
                .body("find { it.current }.'last-used'", matchesPattern("20\\d\\d-.*Z"))
                .body("toString()", not(org.hamcrest.Matchers.containsString(secret(made))));
        with(theirs).get(TOKENS).then().statusCode(200).body("id", not(hasItem(id)));
        with(theirs).delete(TOKENS + "/" + id).then().statusCode(404);
        given().header("Authorization", "macaroon " + secret(made))
                .get("/api/v2/tokens/whoami")
                .then()
                .statusCode(200);

        with(token).delete(TOKENS + "/" + id).then().statusCode(204);

        given().header("Authorization", "macaroon " + secret(made))
                .get("/api/v2/tokens/whoami")
                .then()
                .statusCode(401);
        with(token).get(TOKENS).then().body("id", not(hasItem(id)));
        with(token).delete(TOKENS + "/nonsense").then().statusCode(404);
    }

    @Test
    void aTokenEndsItself() {
        String brief = secret(login(Map.of("permissions", List.of("package_access"))));

        with(brief).delete(TOKENS + "/current").then().statusCode(204);

        with(brief).get("/api/admin/v1/stores").then().statusCode(401);
    }

    /** A credential that is for less than everything of its person does not open what is about everything. */
    @ParameterizedTest
    @CsvSource({"snaps,some-app", "channels,edge", "permissions,package_push"})
    void aNarrowedTokenOpensNothingAboutTheStoreOrTheAccount(String field, String value) {
        String narrow = secret(login(Map.of(field, List.of(value))));
        String store = "/api/admin/v1/stores/" + brand.store();

        for (String path : List.of(
                TOKENS, "/api/admin/v1/stores", store + "/release-policy", store + "/fleet", store + "/audit")) {
            assertThat(with(narrow).get(path).statusCode()).as(path).isEqualTo(403);
        }
        with(narrow)
                .body(Map.of("approvals", Map.of("stable", 0)))
                .put(store + "/release-policy")
                .then()
                .statusCode(403);
    }

    @Test
    void aTokenToLookWithChangesNothing() {
        String reader = secret(login(Map.of("permissions", List.of("package_access"))));
        String store = "/api/admin/v1/stores/" + brand.store();

        with(reader).get(store + "/fleet").then().statusCode(200);
        with(reader)
                .body(Map.of("approvals", Map.of("stable", 0)))
                .put(store + "/release-policy")
                .then()
                .statusCode(403);
        with(reader)
                .body(Map.of("reason", "x"))
                .post("/api/admin/v1/releases/0b0c9d0e-0000-4000-8000-000000000000/approve")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyAdministratorsSeeAndChangePeople(Role role) {
        String theirs = publishers.token(publishers.person(brand, role));
        Person other = publishers.person(brand, Role.VIEWER);
        String store = "/api/admin/v1/stores/" + brand.store();
        boolean may = role == Role.ADMIN;

        with(theirs).get(store + "/people").then().statusCode(may ? 200 : 403);
        with(theirs).get(store + "/invitations").then().statusCode(may ? 200 : 403);
        with(theirs)
                .body(Map.of("email", "x@acme.example", "name", "X", "roles", List.of("viewer")))
                .post(store + "/invitations")
                .then()
                .statusCode(may ? 200 : 403);
        with(theirs)
                .body(Map.of("roles", List.of("auditor")))
                .put(store + "/people/" + other.id() + "/roles")
                .then()
                .statusCode(may ? 204 : 403);
        with(theirs)
                .body(Map.of("reason", "x"))
                .post(store + "/people/" + other.id() + "/disable")
                .then()
                .statusCode(may ? 200 : 403);
        with(publishers.token(publishers.person(publishers.brand(), Role.ADMIN)))
                .get(store + "/people")
                .then()
                .statusCode(404);
    }

    @Test
    void peopleAndInvitationsAreTold() {
        String store = "/api/admin/v1/stores/" + brand.store();
        with(token)
                .get(store + "/people")
                .then()
                .statusCode(200)
                .body("email", contains(person.email()))
                .body("roles", contains(List.of("admin")))
                .body("disabled", contains(false));

        Response invited = with(token)
                .body(Map.of("email", "New@Acme.Example", "name", "New", "roles", List.of("viewer", "auditor")))
                .post(store + "/invitations");
        String id = invited.then()
                .statusCode(200)
                .body("link", matchesPattern("http://localhost:8080/console/invitation#[-_A-Za-z0-9]{43}"))
                .extract()
                .path("id");
        with(token)
                .get(store + "/invitations")
                .then()
                .body("id", contains(id))
                .body("email", contains("new@acme.example"))
                .body("roles", contains(List.of("auditor", "viewer")));
        with(token).delete(store + "/invitations/" + id).then().statusCode(204);
        with(token).get(store + "/invitations").then().body("id", org.hamcrest.Matchers.empty());
        with(token)
                .body(Map.of("email", "new@acme.example", "name", "New", "roles", List.of("king")))
                .post(store + "/invitations")
                .then()
                .statusCode(400);
    }

    @Test
    void credentialsOfPublisherToolsDoNotOpenThisApi() {
        for (CredentialKind kind :
                List.of(CredentialKind.ONPREM, CredentialKind.ENROLMENT, CredentialKind.IMAGE_BUILDER)) {
            assertThat(with(browsers.secret(person, kind)).get(TOKENS).statusCode())
                    .as(kind.wireName())
                    .isIn(401, 403);
        }
    }

    @Test
    void aTokenIsKeptAsAHashOnly() {
        assertThat(publishers.count(
                        "select count(*) from credential where person_id = ?1 and length(secret_hash) = 32",
                        person.id().value()))
                .isEqualTo(1);
        assertThat(publishers.count("select count(*) from credential c where c::text like ?1", "%" + token + "%"))
                .isZero();
    }

    private Response derive(String with, Object expires) {
        return with(with)
                .body(Map.of(
                        "description",
                        "narrower",
                        "permissions",
                        List.of("package_access", "edit_account"),
                        "expires",
                        expires))
                .post(TOKENS + "/derived");
    }

    /** Whoever finds a token and makes others of it has nothing left when the token is revoked. */
    @Test
    void whatWasMadeWithATokenEndsWithIt() {
        String end = Instant.now()
                .plus(Duration.ofHours(1))
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        String lost = secret(login(Map.of("expires", end)));
        Response made = derive(lost, Instant.now().plus(Duration.ofDays(300)).toString());
        String child = secret(made);
        String grandchild =
                secret(derive(child, Instant.now().plus(Duration.ofDays(300)).toString()));
        String mine = secret(login(Map.of()));

        assertThat(Instant.parse(made.path("expires"))).isBeforeOrEqualTo(Instant.parse(end));
        with(grandchild).get(TOKENS).then().statusCode(200);

        with(lost).delete(TOKENS + "/current").then().statusCode(204);

        with(child).get(TOKENS).then().statusCode(401);
        with(grandchild).get(TOKENS).then().statusCode(401);
        with(mine).get(TOKENS).then().statusCode(200);
    }
}
