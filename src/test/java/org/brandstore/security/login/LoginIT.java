package org.brandstore.security.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.IssuedCredential;
import org.brandstore.security.macaroon.Caveat;
import org.brandstore.security.macaroon.Macaroon;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.junit.jupiter.api.Test;

/** The logins of the publisher tools in both modes, and every form of credential that they send (publisher-api.md 3). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class LoginIT extends LoginCase {
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
}
