package org.brandstore.security.login;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.IssuedCredential;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.factor.SecondFactors;
import org.brandstore.secret.ServerSecrets;
import org.brandstore.security.macaroon.Caveat;
import org.brandstore.security.macaroon.Macaroon;
import org.brandstore.site.PublicUrls;
import org.brandstore.testing.Publishers;
import org.junit.jupiter.api.BeforeEach;

/** What tests of this subject have in common. */
abstract class LoginCase {
    @Inject
    Publishers publishers;

    @Inject
    LoginMacaroons macaroons;

    @Inject
    LoginConfig config;

    @Inject
    PublicUrls urls;

    @Inject
    ServerSecrets secrets;

    @Inject
    SecondFactors factors;

    Person person;

    @BeforeEach
    void addPerson() {
        person = publishers.person(publishers.brand(), Role.PUBLISHER);
        publishers.setPassword(person);
    }

    static Macaroon begin(Map<String, Object> request) {
        String text = given().contentType("application/json")
                .body(request)
                .post("/dev/api/acl/")
                .then()
                .statusCode(200)
                .extract()
                .path("macaroon");
        return Macaroon.parse(text);
    }

    static Macaroon begin() {
        return begin(Map.of("permissions", List.of("package_access", "package_push")));
    }

    /** As the client finds it: the first caveat whose location is the sign-on service's host and port. */
    static String caveatId(Macaroon root) {
        return root.caveats().stream()
                .filter(caveat -> caveat instanceof Caveat.ThirdParty third
                        && third.location().equals("localhost:8080"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    static Response discharge(String email, String password, String caveatId) {
        return given().contentType("application/json")
                .body(Map.of("email", email, "password", password, "caveat_id", caveatId))
                .post("/api/v2/tokens/discharge");
    }

    Macaroon login(Macaroon root) {
        String text = discharge(person.email(), Publishers.PASSWORD, caveatId(root))
                .then()
                .statusCode(200)
                .extract()
                .path("discharge_macaroon");
        return Macaroon.parse(text);
    }

    static String header(Macaroon root, Macaroon discharge) {
        return "Macaroon root=" + root.serialize() + ", discharge="
                + discharge.boundTo(root).serialize();
    }

    static ValidatableResponse whoami(String authorization) {
        return given().header("Authorization", authorization)
                .get("/api/v2/tokens/whoami")
                .then();
    }

    static RequestSpecification from(String client) {
        return given().contentType("application/json").header("X-Forwarded-For", "203.0.113.1, " + client);
    }

    Response dischargeWithCode(String code, String caveatId) {
        return given().contentType("application/json")
                .body(Map.of(
                        "email", person.email(), "password", Publishers.PASSWORD, "caveat_id", caveatId, "otp", code))
                .post("/api/v2/tokens/discharge");
    }

    static Map<String, Object> with(String field, Object value) {
        return Map.of("permissions", List.of("package_push"), field, value);
    }

    static void assertRefused(Map<String, Object> request, String field) {
        given().contentType("application/json")
                .body(request)
                .post("/dev/api/acl/")
                .then()
                .statusCode(400)
                .body("error_list.code", contains("invalid-field"))
                .body("error_list.extra.field", contains(field));
    }

    IssuedCredential issue(CredentialKind kind) {
        Set<Permission> permissions = EnumSet.of(Permission.PACKAGE_ACCESS);
        return publishers.issue(person, kind, permissions, CredentialLimits.none());
    }

    static Response refresh(Macaroon discharge) {
        return given().contentType("application/json")
                .body(Map.of("discharge_macaroon", discharge.serialize()))
                .post("/api/v2/tokens/refresh");
    }

    static Response exchange(String secret) {
        return given().contentType("application/json")
                .body(Map.of("macaroon", secret))
                .post("/v1/tokens/offline/exchange");
    }
}
