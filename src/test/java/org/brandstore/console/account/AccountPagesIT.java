package org.brandstore.console.account;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.factor.SecondFactors;
import org.brandstore.console.ConsoleBrowser;
import org.brandstore.console.ConsoleBrowsers;
import org.brandstore.security.AccessFilter;
import org.brandstore.testing.AuthenticatorApp;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One's own account in the console: password, second factor, what one is signed in with, tokens. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class AccountPagesIT {
    private static final String NEW_PASSWORD = "another long password";

    @Inject
    Publishers publishers;

    @Inject
    ConsoleBrowsers browsers;

    @Inject
    SecondFactors factors;

    private Person person;
    private ConsoleBrowser browser;

    @BeforeEach
    void somebodyWithAPassword() {
        person = publishers.person(publishers.brand(), Role.PUBLISHER);
        publishers.setPassword(person);
        browser = browsers.signedIn(person);
    }

    @Test
    void thePasswordIsChangedByWhoKnowsItAndOtherBrowsersAreSignedOut() {
        ConsoleBrowser other = browsers.signedIn(person);
        String token = publishers.token(person);

        Response wrong = browser.post(
                "/console/account/password", "current", "guessed", "password", NEW_PASSWORD, "again", NEW_PASSWORD);
        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(other.get("/console").statusCode()).isEqualTo(200);

        Response changed = browser.post(
                "/console/account/password",
                "current",
                Publishers.PASSWORD,
                "password",
                NEW_PASSWORD,
                "again",
                NEW_PASSWORD);

        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(browser.get("/console").statusCode()).isEqualTo(200);
        assertThat(other.get("/console").statusCode()).isEqualTo(303);
        Publishers.as(token).get("/api/v2/tokens/whoami").then().statusCode(200);
        assertThat(signIn(person.email(), Publishers.PASSWORD).statusCode()).isEqualTo(401);
        assertThat(signIn(person.email(), NEW_PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void aNewPasswordMustBeTypedTwiceAndBeLong() {
        assertThat(browser.get("/console/account").asString())
                .as("the number that is configured")
                .contains("New password <span class=\"muted\">(14 characters or more)</span>")
                .containsPattern("id=\"new-password\"[^>]* minlength=\"14\"")
                .containsPattern("id=\"again\"[^>]* minlength=\"14\"");
        Response differ = browser.post(
                "/console/account/password",
                "current",
                Publishers.PASSWORD,
                "password",
                NEW_PASSWORD,
                "again",
                NEW_PASSWORD + "x");
        assertThat(differ.statusCode()).isEqualTo(400);
        assertThat(differ.asString()).contains("The two new passwords differ.");

        Response brief = browser.post(
                "/console/account/password", "current", Publishers.PASSWORD, "password", "short", "again", "short");
        assertThat(brief.statusCode()).isEqualTo(400);
        assertThat(brief.asString()).contains("14 to 256 characters");
        assertThat(signIn(person.email(), Publishers.PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void aSecondFactorIsSetUpAndThenSigningInTakesTwoSteps() {
        Response begun = browser.post("/console/account/second-factor/begin");
        String key =
                first(begun.asString(), "class=\"mono\">([A-Z2-7 ]{39})</span>").replace(" ", "");
        AuthenticatorApp app = new AuthenticatorApp(key);
        assertThat(begun.asString()).contains("<svg class=\"qr\"").contains("M4,4h1v1h-1z");
        assertThat(begun.header("Cache-Control")).isEqualTo("no-store");
        assertThat(browser.get("/console/account").asString())
                .as("shown once")
                .doesNotContain(key.substring(0, 4) + " ");
        assertThat(signIn(person.email(), Publishers.PASSWORD).statusCode())
                .as("not confirmed yet")
                .isEqualTo(303);

        Response confirmed = browser.post("/console/account/second-factor/confirm", "code", app.next());
        List<String> codes = all(confirmed.asString(), "\\b([A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4})\\b");
        assertThat(codes).hasSize(10);

        Response half = signIn(person.email(), Publishers.PASSWORD);
        assertThat(half.statusCode()).isEqualTo(200);
        assertThat(half.asString()).contains("One more step");
        assertThat(half.cookie(AccessFilter.SESSION_COOKIE)).isNull();
        assertThat(cookie(half, "brandstore-second-factor"))
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/console/sign-in");
        assertThat(withCode(half, app.wrong()).statusCode()).isEqualTo(403);
        assertThat(withCode(half, app.last()).statusCode())
                .as("used to confirm")
                .isEqualTo(403);
        String code = app.next();
        Response whole = withCode(half, code);
        assertThat(whole.statusCode()).isEqualTo(303);
        assertThat(cookie(whole, AccessFilter.SESSION_COOKIE))
                .contains("HttpOnly")
                .contains("SameSite=Strict");
        assertThat(new ConsoleBrowser(whole.cookie(AccessFilter.SESSION_COOKIE))
                        .get("/console")
                        .statusCode())
                .isEqualTo(200);
        assertThat(withCode(half, code).statusCode()).as("replayed").isEqualTo(403);
        assertThat(withCode(half, codes.get(0)).statusCode()).isEqualTo(303);
        assertThat(withCode(half, codes.get(0)).statusCode()).as("replayed").isEqualTo(403);
    }

    @Test
    void theSecondStepAloneOpensNothing() {
        AuthenticatorApp app = AuthenticatorApp.enrol(factors, person);
        Response half = signIn(person.email(), Publishers.PASSWORD);

        assertThat(step(half, "", app.next()).statusCode()).isEqualTo(403);
        String ticket = half.cookie("brandstore-second-factor");
        String other = publishers.person(publishers.brand()).id().toString();
        assertThat(step(half, other + ticket.substring(36), app.last()).statusCode())
                .isEqualTo(403);
        publishers.disable(person);
        assertThat(step(half, ticket, app.next()).cookie(AccessFilter.SESSION_COOKIE))
                .isNull();
    }

    @Test
    void whoHasTheBrowserOnlyCannotWeakenTheSecondFactor() {
        AuthenticatorApp app = AuthenticatorApp.enrol(factors, person);

        assertThat(browser.post("/console/account/second-factor/begin").statusCode())
                .isEqualTo(409);
        assertThat(browser.post("/console/account/second-factor/remove", "code", app.wrong())
                        .statusCode())
                .isEqualTo(403);
        assertThat(browser.post("/console/account/second-factor/recovery-codes", "code", "")
                        .statusCode())
                .isEqualTo(403);
        assertThat(factors.isRequired(person.id())).isTrue();

        assertThat(browser.post("/console/account/second-factor/remove", "code", app.next())
                        .statusCode())
                .isEqualTo(200);
        assertThat(factors.isRequired(person.id())).isFalse();
        assertThat(signIn(person.email(), Publishers.PASSWORD).statusCode()).isEqualTo(303);
    }

    @Test
    void theTokenOfAPersonWithASecondFactorNeedsItToo() {
        AuthenticatorApp app = AuthenticatorApp.enrol(factors, person);
        Map<String, String> login =
                Map.of("email", person.email(), "password", Publishers.PASSWORD, "description", "ci");

        given().contentType("application/json")
                .body(login)
                .post("/api/admin/v1/tokens")
                .then()
                .statusCode(401);
        Map<String, String> withCode = Stream.concat(login.entrySet().stream(), Stream.of(Map.entry("otp", app.next())))
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        given().contentType("application/json")
                .body(withCode)
                .post("/api/admin/v1/tokens")
                .then()
                .statusCode(200);
        given().contentType("application/json")
                .body(withCode)
                .post("/api/admin/v1/tokens")
                .then()
                .statusCode(403);
    }

    @Test
    void whatOneIsSignedInWithIsListedAndCanBeEnded() {
        ConsoleBrowser other = browsers.signedIn(person);
        String page = browser.get("/console/account").asString();
        assertThat(page).contains("this browser");
        List<String> ids = all(page, "credentials/([0-9a-f-]{36})/revoke");
        assertThat(ids).hasSize(2);

        ConsoleBrowser stranger = browsers.signedIn(publishers.person(publishers.brand(), Role.ADMIN));
        for (String id : ids) {
            assertThat(stranger.post("/console/account/credentials/" + id + "/revoke")
                            .statusCode())
                    .isEqualTo(404);
        }
        assertThat(other.get("/console").statusCode()).isEqualTo(200);
        String own = first(page, "id=\"credential-([0-9a-f-]{36})\"><td>Browser <span");
        ids.stream()
                .filter(id -> !id.equals(own))
                .forEach(id -> assertThat(browser.post("/console/account/credentials/" + id + "/revoke")
                                .statusCode())
                        .isEqualTo(303));

        assertThat(other.get("/console").statusCode()).isEqualTo(303);
        assertThat(browser.get("/console").statusCode()).isEqualTo(200);
    }

    @Test
    void aTokenIsMadeWithItsLimitsAndShownOnce() {
        Response made = browser.post(
                "/console/account/tokens",
                "description",
                "build server",
                "permission",
                "package_push",
                "snaps",
                "some-app, other-app",
                "channels",
                "edge",
                "days",
                "30");

        String token = first(made.asString(), ">([-_A-Za-z0-9]{43})</pre>");
        assertThat(made.statusCode()).isEqualTo(200);
        Publishers.as(token)
                .get("/api/v2/tokens/whoami")
                .then()
                .statusCode(200)
                .body("permissions", org.hamcrest.Matchers.contains("package_push"))
                .body("packages.name", org.hamcrest.Matchers.contains("other-app", "some-app"))
                .body("channels", org.hamcrest.Matchers.contains("edge"));
        assertThat(browser.get("/console/account").asString())
                .contains("build server")
                .doesNotContain(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "tokens",
                "second-factor/begin",
                "second-factor/confirm",
                "second-factor/remove",
                "second-factor/recovery-codes",
                "credentials/0b0c9d0e-0000-4000-8000-000000000000/revoke"
            })
    void everyFormNeedsTheTokenOfItsSession(String form) {
        String path = "/console/account/" + form;
        assertThat(browser.postWith("", path).statusCode()).isEqualTo(403);
        assertThat(browser.postWith("guessed", path).statusCode()).isEqualTo(403);
        assertThat(new ConsoleBrowser("none").post(path).statusCode()).isEqualTo(401);
        String program = browsers.secret(person, CredentialKind.TOKEN);
        assertThat(given().header("Authorization", "Bearer " + program)
                        .contentType("application/x-www-form-urlencoded")
                        .post(path)
                        .statusCode())
                .isEqualTo(403);
    }

    private static Response signIn(String email, String password) {
        Response form = given().get("/console/sign-in");
        return following(form)
                .formParam("email", email)
                .formParam("password", password)
                .post("/console/sign-in");
    }

    private static Response withCode(Response half, String code) {
        return step(half, half.cookie("brandstore-second-factor"), code);
    }

    private static Response step(Response half, String ticket, String code) {
        return following(half)
                .cookie("brandstore-second-factor", ticket)
                .formParam("code", code)
                .post("/console/sign-in/code");
    }

    private static RequestSpecification following(Response page) {
        return given().redirects()
                .follow(false)
                .cookie("brandstore-sign-in", page.cookie("brandstore-sign-in"))
                .contentType("application/x-www-form-urlencoded")
                .formParam("csrf", first(page.asString(), "name=\"csrf\" value=\"([^\"]+)\""));
    }

    private static String cookie(Response answer, String name) {
        return answer.getHeaders().getValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "=") && !cookie.contains("Max-Age=0"))
                .findFirst()
                .orElseThrow();
    }

    private static String first(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as("in:%n%s", text).isTrue();
        return found.group(1);
    }

    private static List<String> all(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
