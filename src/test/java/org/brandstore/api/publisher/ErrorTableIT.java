package org.brandstore.api.publisher;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.testing.Publishers.as;
import static org.brandstore.testing.Publishers.json;
import static org.brandstore.testing.Publishers.push;
import static org.brandstore.testing.Publishers.register;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.factor.SecondFactors;
import org.brandstore.security.login.ExpiredDischarges;
import org.brandstore.security.macaroon.Macaroon;
import org.brandstore.testing.AuthenticatorApp;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rows of the error tables, one by one, in the order of the tables (publisher-api.md 2.1 with its conditions, 3.2, 4.13). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ErrorTableIT {
    /** "short words", at little cost. */
    private static final String ELEVEN_CHARACTERS =
            "$argon2id$v=19$m=64,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg$SlSRgmplnhd8yi7w9B2f+pRnd4e4/TlwGbCYUo7SFWY";

    @Inject
    Publishers publishers;

    @Inject
    SecondFactors factors;

    @Inject
    ExpiredDischarges ended;

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

    private static String listKey(Map<String, Object> body) {
        return body.containsKey("error_list") ? "error_list" : "error-list";
    }

    /** 2.1, row 1. */
    @Test
    void everyRefusalIsAListOfCodesWithMessages() {
        refusals().forEach(response -> {
            assertThat(response.statusCode()).isBetween(400, 499);
            assertThat(response.contentType()).isEqualTo("application/json");
            Map<String, Object> body = response.jsonPath().getMap("$");
            assertThat((List<?>) body.get(listKey(body))).isNotEmpty();
        });
    }

    /** 2.1, row 2. */
    @Test
    void noRefusalHasBothKeys() {
        refusals().forEach(response -> {
            Map<String, Object> body = response.jsonPath().getMap("$");
            assertThat(List.of("error_list", "error-list").stream().filter(body::containsKey))
                    .hasSize(1);
        });
    }

    /** 2.1, row 3. */
    @Test
    void noItemIsWithoutItsMessage() {
        refusals().forEach(response -> {
            Map<String, Object> body = response.jsonPath().getMap("$");
            for (Object item : (List<?>) body.get(listKey(body))) {
                Map<?, ?> error = (Map<?, ?>) item;
                assertThat(Set.of("code", "message", "extra").containsAll(error.keySet()))
                        .isTrue();
                assertThat((String) error.get("code")).matches("[a-z]+([-_][a-z]+)*");
                assertThat((String) error.get("message")).isNotBlank();
            }
        });
    }

    /** 2.1, row 4. */
    @Test
    void noListIsNullAndNoBodyIsAnArray() {
        refusals().forEach(response -> {
            assertThat(response.asString()).startsWith("{").doesNotContain(":null");
        });
    }

    /** 2.1, row 5: the old form, one error at the top, has the list all the same. */
    @Test
    void aCodeAtTheTopStandsNextToAListThatHasItToo() {
        refusals().filter(response -> response.path("code") != null).forEach(response -> {
            String code = response.path("error_list[0].code");
            assertThat(response.<String>path("code"))
                    .isIn(code.toUpperCase(Locale.ROOT).replace('-', '_'), "INVALID_DATA");
            assertThat(response.<String>path("message")).isEqualTo(response.path("error_list[0].message"));
            assertThat(response.<Object>path("status")).isNull();
        });
    }

    /** 2.1, conditions, row 1: the tool refreshes once and asks again. */
    @Test
    void anEndedDischargeNeedsARefreshAndWorksAfterIt() {
        Macaroon root = root();
        Macaroon expired = ended.of(Macaroon.parse(
                discharge(login(root)).then().statusCode(200).extract().path("discharge_macaroon")));

        pair(root, expired)
                .get("/dev/api/account")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Macaroon needs_refresh=1"))
                .body("error_list.code", contains("macaroon-needs-refresh"));
        String fresh = given().contentType("application/json")
                .body(Map.of("discharge_macaroon", expired.serialize()))
                .post("/api/v2/tokens/refresh")
                .then()
                .statusCode(200)
                .extract()
                .path("discharge_macaroon");
        pair(root, Macaroon.parse(fresh)).get("/dev/api/account").then().statusCode(200);
    }

    /** The same row from the other side: what else is wrong never has that code. */
    @Test
    void nothingElseSaysThatADischargeNeedsARefresh() {
        refusals().forEach(response -> {
            assertThat(response.asString()).doesNotContain("macaroon-needs-refresh");
            assertThat(String.valueOf(response.header("WWW-Authenticate"))).doesNotContain("needs_refresh");
        });
    }

    /** 2.1, conditions, row 2: the tool asks for the code and begins with a new root macaroon. */
    @Test
    void aLoginThatNeedsACodeIsBegunAgainWithIt() {
        AuthenticatorApp app = AuthenticatorApp.enrol(factors, person);
        discharge(login(root())).then().statusCode(401).body("error_list.code", contains("twofactor-required"));

        Macaroon root = root();
        Map<String, Object> again = login(root);
        again.put("otp", app.next());
        String discharge = discharge(again).then().statusCode(200).extract().path("discharge_macaroon");
        pair(root, Macaroon.parse(discharge)).get("/dev/api/account").then().statusCode(200);
    }

    /** 2.1, conditions, row 3 to 5: a 401 is what the tool takes for the end of a credential, so nothing else is one. */
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

    /** 2.1, conditions, row 6: asks to sign in, in words. */
    @Test
    void withoutACredentialAuthenticationIsRequired() {
        given().get("/dev/api/account")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo("Macaroon realm=\"brandstore\""))
                .body("error_list.code", contains("authentication-required"))
                .body("error_list.message", contains(not(emptyString())));
    }

    /** 2.1, conditions, row 7: printed as it is. */
    @Test
    void aBadCredentialIsToldByWhoamiAndInTheOnPremisesModeTheSameWay() {
        as("gone").get("/api/v2/tokens/whoami").then().statusCode(401).body("error_list[0].message", notNullValue());
        as("gone").get("/v1/tokens/whoami").then().statusCode(401).body("'error-list'[0].message", notNullValue());
        as("gone")
                .get("/v1/snap/{name}/releases", name)
                .then()
                .statusCode(401)
                .body("'error-list'[0].message", notNullValue());
    }

    /** 2.1, conditions, row 8: the tool would take a 401 for "no keys", so every good credential reads the account. */
    @Test
    void everyGoodCredentialReadsTheKeysOfItsAccount() {
        for (Permission permission : Permission.values()) {
            String limited = publishers
                    .issue(person, CredentialKind.TOKEN, EnumSet.of(permission), CredentialLimits.none())
                    .secret();
            as(limited).get("/dev/api/account").then().statusCode(200).body("account_keys", notNullValue());
        }
    }

    /** 2.1, conditions, row 9: the tool would sign the name as an id. */
    @Test
    void anUnknownNameAmongTheInfosIsNo404() {
        as(token)
                .get("/v2/snaps/info/no-such-snap?fields=snap-id")
                .then()
                .statusCode(400)
                .body("'error-list'[0].message", containsString("no-such-snap"));
    }

    /** 2.1, conditions, row 10: 404 on metadata makes the tool advise to register the name first. */
    @Test
    void metadataOfAnUnknownSnapIsNotFound() {
        json(token, Map.of("summary", "s"))
                .post("/dev/api/snaps/{id}/metadata", "n".repeat(32))
                .then()
                .statusCode(404)
                .body("error_list.code", contains("resource-not-found"));
    }

    /** 2.1, conditions, row 10: 409 on metadata needs the name and the present value of each field. */
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
        String colleague = publishers.token(publishers.person(brand, publishers.account(), Role.OUTSIDE_PUBLISHER));
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

    private static Macaroon root() {
        return Macaroon.parse(given().contentType("application/json")
                .body(Map.of("permissions", List.of("package_access")))
                .post("/dev/api/acl/")
                .then()
                .statusCode(200)
                .extract()
                .path("macaroon"));
    }

    private Map<String, Object> login(Macaroon root) {
        Map<String, Object> request = new HashMap<>();
        request.put("email", person.email());
        request.put("password", Publishers.PASSWORD);
        request.put("caveat_id", root.caveats().getFirst().id());
        return request;
    }

    private static Response discharge(Map<String, Object> request) {
        return given().contentType("application/json").body(request).post("/api/v2/tokens/discharge");
    }

    private static RequestSpecification pair(Macaroon root, Macaroon discharge) {
        String bound = discharge.boundTo(root).serialize();
        return given().header("Authorization", "Macaroon root=" + root.serialize() + ", discharge=" + bound);
    }

    /** One client reads the code at the top in capitals, the other the list. */
    private static void assertToldInBothSpellings(Response response, int status, String top, String code) {
        response.then()
                .statusCode(status)
                .contentType(equalTo("application/json"))
                .body("code", equalTo(top))
                .body("error_list.code", contains(code))
                .body("error_list.message", contains(response.<String>path("message")));
    }

    /** 3.2, row 1. */
    @Test
    void aBadPasswordIsToldInBothSpellings() {
        Map<String, Object> request = login(root());
        request.put("password", "not the password");

        Response response = discharge(request);

        assertToldInBothSpellings(response, 401, "INVALID_CREDENTIALS", "invalid-credentials");
        response.then().body("message", containsString("password"));
    }

    /** 3.2, row 2. */
    @Test
    void aCodeThatIsNeededIsToldInBothSpellings() {
        AuthenticatorApp.enrol(factors, person);

        assertToldInBothSpellings(discharge(login(root())), 401, "TWOFACTOR_REQUIRED", "twofactor-required");
    }

    /** 3.2, row 3. */
    @Test
    void aWrongCodeIsToldInBothSpellings() {
        AuthenticatorApp app = AuthenticatorApp.enrol(factors, person);
        Map<String, Object> request = login(root());
        request.put("otp", app.wrong());

        assertToldInBothSpellings(discharge(request), 403, "TWOFACTOR_FAILURE", "twofactor-failure");
    }

    /** 3.2, row 4. */
    @Test
    void badInputForTheSignOnServiceIsInvalidData() {
        Map<String, Object> request = login(root());
        request.remove("password");

        Response response = discharge(request);

        assertToldInBothSpellings(response, 400, "INVALID_DATA", "invalid-field");
        response.then().body("extra", hasKey("field"));
        given().contentType("application/json")
                .body("{")
                .post("/api/v2/tokens/discharge")
                .then()
                .statusCode(400)
                .body("code", equalTo("INVALID_DATA"))
                .body("$", not(hasKey("extra")));
    }

    /** 3.2, row 4: a password from before the store wanted longer ones; told to nobody else than who knows it. */
    @Test
    void aPasswordThatIsTooShortByNowIsAPolicyError() {
        publishers.sql(
                "update person set password_hash = ?1 where id = ?2",
                ELEVEN_CHARACTERS,
                person.id().value());
        Map<String, Object> request = login(root());
        request.put("password", "short words");

        Response response = discharge(request);

        assertToldInBothSpellings(response, 400, "PASSWORD_POLICY_ERROR", "password-policy-error");
        response.then().body("extra.min-length", equalTo(PostgresTestResource.PASSWORD_MIN_LENGTH));
        request.put("password", "short wordz");
        discharge(request).then().statusCode(401).body("code", equalTo("INVALID_CREDENTIALS"));
    }
}
