package org.brandstore.security.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.IssuedCredential;
import org.brandstore.account.credential.Permission;
import org.brandstore.account.factor.FactorEnrolment;
import org.brandstore.account.factor.SecondFactors;
import org.brandstore.secret.ServerSecrets;
import org.brandstore.security.macaroon.Caveat;
import org.brandstore.security.macaroon.Macaroon;
import org.brandstore.site.PublicUrls;
import org.brandstore.testing.AuthenticatorApp;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The logins of the publisher tools in both modes, and every form of credential that they send (publisher-api.md 3). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LoginIT {
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

    private Person person;

    @BeforeEach
    void addPerson() {
        person = publishers.person(publishers.brand(), Role.PUBLISHER);
        publishers.setPassword(person);
    }

    private static Macaroon begin(Map<String, Object> request) {
        String text = given().contentType("application/json")
                .body(request)
                .post("/dev/api/acl/")
                .then()
                .statusCode(200)
                .extract()
                .path("macaroon");
        return Macaroon.parse(text);
    }

    private static Macaroon begin() {
        return begin(Map.of("permissions", List.of("package_access", "package_push")));
    }

    /** As the client finds it: the first caveat whose location is the sign-on service's host and port. */
    private static String caveatId(Macaroon root) {
        return root.caveats().stream()
                .filter(caveat -> caveat instanceof Caveat.ThirdParty third
                        && third.location().equals("localhost:8080"))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static Response discharge(String email, String password, String caveatId) {
        return given().contentType("application/json")
                .body(Map.of("email", email, "password", password, "caveat_id", caveatId))
                .post("/api/v2/tokens/discharge");
    }

    private Macaroon login(Macaroon root) {
        String text = discharge(person.email(), Publishers.PASSWORD, caveatId(root))
                .then()
                .statusCode(200)
                .extract()
                .path("discharge_macaroon");
        return Macaroon.parse(text);
    }

    private static String header(Macaroon root, Macaroon discharge) {
        return "Macaroon root=" + root.serialize() + ", discharge="
                + discharge.boundTo(root).serialize();
    }

    private static ValidatableResponse whoami(String authorization) {
        return given().header("Authorization", authorization)
                .get("/api/v2/tokens/whoami")
                .then();
    }

    @Test
    void aPersonSignsInWithEmailAndPassword() {
        Macaroon root = begin(Map.of(
                "permissions",
                List.of("package_access", "package_push"),
                "description",
                "snapcraft@host",
                "expires",
                "2099-01-02T03:04:05.678901+00:00"));

        whoami(header(root, login(root)))
                .statusCode(200)
                .body("account.email", equalTo(person.email()))
                .body("account.id", equalTo(person.account().value()))
                .body(
                        "account.username",
                        startsWith(person.email().substring(0, person.email().indexOf('@'))))
                .body("permissions", contains("package_access", "package_push"))
                .body("channels", nullValue())
                .body("packages", nullValue())
                .body("expires", equalTo("2099-01-02T03:04:05"));
    }

    @Test
    void theRootMacaroonIsOfTheFormThatTheClientReads() {
        Macaroon root = begin();

        byte[] bytes = Base64.getUrlDecoder().decode(root.serialize());
        assertThat(new String(bytes, 0, 4)).matches("[0-9a-f]{4}");
        assertThat(root.caveats()).hasSize(1).first().isInstanceOf(Caveat.ThirdParty.class);
        assertThat(((Caveat.ThirdParty) root.caveats().getFirst()).verificationId())
                .hasSize(144);
    }

    @Test
    void withoutAnEndAskedForItIsAYear() {
        Macaroon root = begin();

        whoami(header(root, login(root)))
                .statusCode(200)
                .body("expires", matchesPattern("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d"));
    }

    @Test
    void theLimitsAskedForAreTold() {
        Macaroon root = begin(Map.of(
                "permissions", List.of("package_upload"),
                "packages", List.of(Map.of("series", "16", "name", "some-app")),
                "channels", List.of("edge", "24/beta")));

        whoami(header(root, login(root)))
                .statusCode(200)
                .body("permissions", contains("package_push", "package_release", "package_upload"))
                .body("channels", contains("24/beta", "edge"))
                .body("packages.name", contains("some-app"));
    }

    @Test
    void theHeaderIsReadInEverySpelling() {
        Macaroon root = begin();
        Macaroon discharge = login(root).boundTo(root);
        String r = root.serialize();
        String d = discharge.serialize();

        whoami("Macaroon root=\"" + r + "\", discharge=\"" + d + "\"").statusCode(200);
        whoami("macaroon root=" + r + ",discharge=" + d).statusCode(200);
        whoami("MACAROON Discharge=" + d + " , Root=\"" + r + "\"").statusCode(200);
        whoami("Macaroon root=" + r).statusCode(401);
        whoami("Macaroon root=" + r + ", discharge=" + d + ", x").statusCode(401);
        whoami("Macaroon root=x, discharge=y").statusCode(401);
        whoami("Macaroon").statusCode(401);
        whoami("Basic eDp5").statusCode(401);
    }

    @Test
    void aPairThatDoesNotBelongTogetherIsWorthNothing() {
        Macaroon root = begin();
        Macaroon other = begin();
        Macaroon discharge = login(root);
        Macaroon less = root.with(new Caveat.FirstParty("only on sundays"));

        whoami(header(other, discharge)).statusCode(401);
        whoami("Macaroon root=" + root.serialize() + ", discharge=" + discharge.serialize())
                .statusCode(401);
        whoami(header(less, discharge)).statusCode(401);
        whoami(header(root, discharge.with(new Caveat.FirstParty("valid-until 2999-01-01T00:00:00Z"))))
                .statusCode(401);
        whoami(header(root, discharge)).statusCode(200);
    }

    @Test
    void everyWrongLoginIsToldTheSame() {
        String caveat = caveatId(begin());
        Person disabled = publishers.person(publishers.brand(), Role.PUBLISHER);
        publishers.setPassword(disabled);
        publishers.disable(disabled);

        Response wrong = discharge(person.email(), "not the password", caveat);
        Response unknown = discharge("nobody@acme.example", Publishers.PASSWORD, caveat);
        Response gone = discharge(disabled.email(), Publishers.PASSWORD, caveat);

        wrong.then()
                .statusCode(401)
                .contentType(equalTo("application/json"))
                .body("code", equalTo("INVALID_CREDENTIALS"))
                .body("message", equalTo("cannot sign in: the e-mail address or the password is wrong"))
                .body("error_list.code", contains("invalid-credentials"))
                .body("error_list.message", contains("cannot sign in: the e-mail address or the password is wrong"));
        assertThat(unknown.statusCode()).isEqualTo(401);
        assertThat(unknown.asString()).isEqualTo(wrong.asString());
        assertThat(gone.asString()).isEqualTo(wrong.asString());
    }

    /** publisher-api.md 3.2, the table of the sign-on service's errors. */
    @Test
    void aSecondFactorIsAskedForAndWorksOnce() {
        AuthenticatorApp app = AuthenticatorApp.enrol(factors, person);
        String caveat = caveatId(begin());

        discharge(person.email(), Publishers.PASSWORD, caveat)
                .then()
                .statusCode(401)
                .contentType(equalTo("application/json"))
                .body("code", equalTo("TWOFACTOR_REQUIRED"))
                .body("error_list.code", contains("twofactor-required"))
                .body("error_list.message", contains(matchesPattern(".*one-time password.*")));
        dischargeWithCode(app.wrong(), caveat)
                .then()
                .statusCode(403)
                .contentType(equalTo("application/json"))
                .body("code", equalTo("TWOFACTOR_FAILURE"))
                .body("error_list.code", contains("twofactor-failure"));
        dischargeWithCode(app.last(), caveat).then().statusCode(403);
        String code = app.next();
        dischargeWithCode(code, caveat).then().statusCode(200);
        dischargeWithCode(code, caveat).then().statusCode(403).body("error_list.code", contains("twofactor-failure"));
    }

    @Test
    void whoDoesNotKnowThePasswordDoesNotLearnOfTheSecondFactor() {
        AuthenticatorApp.enrol(factors, person);
        String caveat = caveatId(begin());

        Response with = discharge(person.email(), "not the password", caveat);
        Response unknown = discharge("nobody@acme.example", "not the password", caveat);

        assertThat(with.statusCode()).isEqualTo(401);
        assertThat(with.asString()).isEqualTo(unknown.asString());
    }

    @Test
    void aRecoveryCodeStandsInForTheAppOnce() {
        FactorEnrolment enrolment = factors.begin(person, Actor.of(person));
        List<String> codes = factors.confirm(person, new AuthenticatorApp(enrolment.secret()).next(), Actor.of(person));
        String caveat = caveatId(begin());

        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([A-Z2-7]{4}-){3}[A-Z2-7]{4}"));
        dischargeWithCode(codes.get(3).toLowerCase(Locale.ROOT).replace('-', ' '), caveat)
                .then()
                .statusCode(200);
        dischargeWithCode(codes.get(3), caveat).then().statusCode(403);
        assertThat(factors.recoveryCodesLeft(person.id())).isEqualTo(9);
        List<String> renewed = factors.renewRecoveryCodes(person, Actor.of(person));
        dischargeWithCode(codes.get(4), caveat).then().statusCode(403);
        dischargeWithCode(renewed.get(0), caveat).then().statusCode(200);
    }

    @Test
    void afterFiveWrongCodesTheNextIsNotLookedAt() {
        AuthenticatorApp app = AuthenticatorApp.enrol(factors, person);
        String caveat = caveatId(begin());
        for (int i = 0; i < 5; i++) {
            dischargeWithCode(app.wrong(), caveat).then().statusCode(403);
        }

        dischargeWithCode(app.next(), caveat)
                .then()
                .statusCode(429)
                .contentType(equalTo("application/json"))
                .header("Retry-After", matchesPattern("[1-9][0-9]{0,2}"))
                .body("code", equalTo("TOO_MANY_REQUESTS"))
                .body("error_list.code", contains("too-many-requests"));
    }

    @Test
    void theSecretOfTheSecondFactorIsSealedAndItsCodesAreHashed() {
        FactorEnrolment enrolment = factors.begin(person, Actor.of(person));

        assertThat(enrolment.uri())
                .isEqualTo("otpauth://totp/localhost%3A8080:" + person.email().replace("@", "%40") + "?secret="
                        + enrolment.secret() + "&issuer=localhost%3A8080&algorithm=SHA1&digits=6&period=30");
        assertThat(enrolment.secret()).matches("[A-Z2-7]{32}");
        assertThat(enrolment.toString()).doesNotContain(enrolment.secret());
        assertThat(publishers.count(
                        "select count(*) from second_factor where person_id = ?1 and length(sealed) = 57",
                        person.id().value()))
                .isEqualTo(1);
        assertThat(factors.isRequired(person.id())).as("before it is confirmed").isFalse();
    }

    /** One client's many wrong tries shut every door that takes secrets for it, and for nobody else. */
    @Test
    void oneClientIsRefusedAfterManyWrongTries() {
        String client = "198.51.100.77";
        for (int i = 0; i < 400; i++) {
            from(client).body(Map.of("discharge_macaroon", "x")).post("/api/v2/tokens/refresh");
        }

        from(client)
                .body(Map.of("discharge_macaroon", "x"))
                .post("/api/v2/tokens/refresh")
                .then()
                .statusCode(429)
                .body("error_list.code", contains("too-many-requests"));
        from(client)
                .body(Map.of("macaroon", "x"))
                .post("/v1/tokens/offline/exchange")
                .then()
                .statusCode(429)
                .body("'error-list'.code", contains("too-many-requests"));
        from(client)
                .body(Map.of("email", person.email(), "password", Publishers.PASSWORD, "description", "x"))
                .post("/api/admin/v1/tokens")
                .then()
                .statusCode(429)
                .contentType(equalTo("application/problem+json"))
                .body("code", equalTo("too-many-requests"));
        from(client)
                .body(Map.of("email", person.email(), "password", Publishers.PASSWORD, "caveat_id", caveatId(begin())))
                .post("/api/v2/tokens/discharge")
                .then()
                .statusCode(429)
                .body("error_list.code", contains("too-many-requests"));
        from("198.51.100.78")
                .body(Map.of("discharge_macaroon", "x"))
                .post("/api/v2/tokens/refresh")
                .then()
                .statusCode(401);
    }

    private static RequestSpecification from(String client) {
        return given().contentType("application/json").header("X-Forwarded-For", "203.0.113.1, " + client);
    }

    private Response dischargeWithCode(String code, String caveatId) {
        return given().contentType("application/json")
                .body(Map.of(
                        "email", person.email(), "password", Publishers.PASSWORD, "caveat_id", caveatId, "otp", code))
                .post("/api/v2/tokens/discharge");
    }

    @Test
    void aCaveatOfAnotherStoreIsNotDischarged() {
        discharge(person.email(), Publishers.PASSWORD, "eyJ4IjoxfQ.AAAA")
                .then()
                .statusCode(400)
                .body("error_list.code", contains("invalid-field"));
    }

    @Test
    void anExpiredDischargeAsksForARefreshAndGetsOne() {
        Macaroon root = begin();
        String secret = macaroons.secretOf(login(root).serialize()).orElseThrow();
        LoginMacaroons past = new LoginMacaroons(
                config, urls, secrets, new SecureRandom(), Clock.offset(Clock.systemUTC(), Duration.ofDays(-2)));
        Macaroon expired = Macaroon.parse(past.discharge(caveatId(root), secret));

        whoami(header(root, expired))
                .statusCode(401)
                .header("WWW-Authenticate", "Macaroon needs_refresh=1")
                .body("error_list.code", contains("macaroon-needs-refresh"));

        Macaroon fresh =
                Macaroon.parse(refresh(expired).then().statusCode(200).extract().path("discharge_macaroon"));
        whoami(header(root, fresh)).statusCode(200);
        refresh(expired).then().statusCode(200);
        refresh(fresh).then().statusCode(200);
    }

    @Test
    void onlyADischargeOfOursIsRefreshed() {
        Macaroon root = begin();
        Macaroon discharge = login(root);

        refresh(discharge.boundTo(root)).then().statusCode(401);
        refresh(root).then().statusCode(401);
        refresh(discharge.with(new Caveat.FirstParty("x"))).then().statusCode(401);
        given().contentType("application/json")
                .body(Map.of("discharge_macaroon", "x"))
                .post("/api/v2/tokens/refresh")
                .then()
                .statusCode(401)
                .body("error_list.code", contains("invalid-credentials"));
    }

    @Test
    void aDisabledPersonIsOutAtOnce() {
        Macaroon root = begin();
        Macaroon discharge = login(root);

        publishers.disable(person);

        whoami(header(root, discharge))
                .statusCode(401)
                .header("WWW-Authenticate", not(equalTo("Macaroon needs_refresh=1")))
                .body("error_list.code", contains("authentication-required"));
        refresh(discharge).then().statusCode(401);
    }

    @Test
    void anEnrolmentIsGoodOnce() {
        IssuedCredential enrolment = issue(CredentialKind.ENROLMENT);

        String token =
                exchange(enrolment.secret()).then().statusCode(200).extract().path("macaroon");

        exchange(enrolment.secret())
                .then()
                .statusCode(401)
                .body("error-list.code", contains("invalid-credentials"))
                .body("error-list[0].message", containsString("each is good once"));
        assertThat(token).matches("[!-~]+");
        whoami("macaroon " + token)
                .statusCode(200)
                .body("account.email", equalTo(person.email()))
                .body("permissions", contains("package_access"));
        whoami("Macaroon " + token).statusCode(200);
        whoami("Bearer " + token).statusCode(200);
    }

    @Test
    void ofManyWhoExchangeAnEnrolmentAtOnceOneGetsAToken() throws Exception {
        String secret = issue(CredentialKind.ENROLMENT).secret();

        List<Callable<Integer>> attempts =
                Collections.nCopies(4, () -> exchange(secret).statusCode());
        List<Integer> answers = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(attempts.size())) {
            for (Future<Integer> answer : pool.invokeAll(attempts)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers).containsExactlyInAnyOrder(200, 401, 401, 401);
        assertThat(publishers.count(
                        "select count(*) from credential where person_id = ?1 and kind = 'onprem'",
                        person.id().value()))
                .isEqualTo(1);
    }

    @Test
    void anEnrolmentOfADisabledPersonGivesNothing() {
        String secret = issue(CredentialKind.ENROLMENT).secret();

        publishers.disable(person);

        exchange(secret).then().statusCode(401).body("error-list.code", contains("invalid-credentials"));
    }

    @Test
    void everySecretOpensOnlyItsOwnDoor() {
        String enrolment = issue(CredentialKind.ENROLMENT).secret();
        String token = issue(CredentialKind.TOKEN).secret();
        String console = issue(CredentialKind.CONSOLE).secret();
        String imageBuilder = issue(CredentialKind.IMAGE_BUILDER).secret();
        Macaroon root = begin();
        String inDischarge = macaroons.secretOf(login(root).serialize()).orElseThrow();

        whoami("Bearer " + token).statusCode(200);
        for (String secret : List.of(enrolment, console, imageBuilder, inDischarge)) {
            whoami("Bearer " + secret).statusCode(401);
            whoami("macaroon " + secret).statusCode(401);
        }
        for (String secret : List.of(token, console, imageBuilder, inDischarge, "x")) {
            exchange(secret).then().statusCode(401).body("error-list.code", contains("invalid-credentials"));
        }
    }

    @Test
    void aRevokedCredentialIsOutAtOnce() {
        IssuedCredential token = issue(CredentialKind.TOKEN);
        IssuedCredential enrolment = issue(CredentialKind.ENROLMENT);

        publishers.revoke(token.credential().id());
        publishers.revoke(enrolment.credential().id());

        whoami("Bearer " + token.secret()).statusCode(401);
        exchange(enrolment.secret()).then().statusCode(401);
    }

    @Test
    void whatALoginMayAskForIsChecked() {
        assertRefused(Map.of(), "permissions");
        assertRefused(Map.of("permissions", List.of()), "permissions");
        assertRefused(Map.of("permissions", "package_push"), "permissions");
        assertRefused(Map.of("permissions", List.of("fly")), "permissions");
        assertRefused(Map.of("permissions", List.of(1)), "permissions");
        assertRefused(with("expires", "tomorrow"), "expires");
        assertRefused(with("expires", "2020-01-01T00:00:00+00:00"), "expires");
        assertRefused(with("expires", 7), "expires");
        assertRefused(with("description", "x".repeat(201)), "description");
        assertRefused(with("packages", List.of("some-app")), "packages");
        assertRefused(with("packages", List.of(Map.of("series", "16"))), "packages[0].name");
        assertRefused(with("channels", List.of("a/b/c/d")), "channels");
        assertRefused(with("channels", Map.of()), "channels");
    }

    private static Map<String, Object> with(String field, Object value) {
        return Map.of("permissions", List.of("package_push"), field, value);
    }

    private static void assertRefused(Map<String, Object> request, String field) {
        given().contentType("application/json")
                .body(request)
                .post("/dev/api/acl/")
                .then()
                .statusCode(400)
                .body("error_list.code", contains("invalid-field"))
                .body("error_list.extra.field", contains(field));
    }

    private IssuedCredential issue(CredentialKind kind) {
        Set<Permission> permissions = EnumSet.of(Permission.PACKAGE_ACCESS);
        return publishers.issue(person, kind, permissions, CredentialLimits.none());
    }

    private static Response refresh(Macaroon discharge) {
        return given().contentType("application/json")
                .body(Map.of("discharge_macaroon", discharge.serialize()))
                .post("/api/v2/tokens/refresh");
    }

    private static Response exchange(String secret) {
        return given().contentType("application/json")
                .body(Map.of("macaroon", secret))
                .post("/v1/tokens/offline/exchange");
    }
}
