package org.brandstore.security.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import org.brandstore.account.Actor;
import org.brandstore.account.factor.FactorEnrolment;
import org.brandstore.testing.AuthenticatorApp;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SecondFactorLoginIT extends LoginCase {
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
}
