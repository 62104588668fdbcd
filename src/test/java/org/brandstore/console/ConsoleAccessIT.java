package org.brandstore.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.person.People;
import org.brandstore.naming.Channel;
import org.brandstore.naming.SnapId;
import org.brandstore.release.ReleaseOutcome;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.release.Releases;
import org.brandstore.security.AccessFilter;
import org.brandstore.store.BrandStore;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.SnapRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets into the console, and what its answers forbid. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ConsoleAccessIT {
    private static final String PASSWORD = "correct horse battery";

    @Inject
    SnapRows rows;

    @Inject
    People people;

    @Inject
    Releases releases;

    @Inject
    ReleaseRequests requests;

    @Inject
    ConsoleBrowsers browsers;

    private BrandStore store;
    private Person manager;
    private UUID request;

    @BeforeEach
    void aReleaseThatWaits() {
        store = rows.store();
        manager = rows.person(store, Role.RELEASE_MANAGER);
        Person developer = rows.person(store, Role.PUBLISHER);
        SnapId snap = rows.snap(store);
        request = ((ReleaseOutcome.Waiting) releases.release(
                                snap,
                                rows.revision(snap, developer, "amd64"),
                                List.of(Channel.parse("stable")),
                                developer,
                                Actor.of(developer))
                        .getFirst())
                .requestId();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/releases", "/console/releases/0b0c9d0e-0000-4000-8000-000000000000"})
    void withoutASessionOneIsSentToSignIn(String path) {
        Response answer = new ConsoleBrowser("none").get(path);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).startsWith("/console/sign-in?next=%2Fconsole");
        assertThat(answer.asString()).isEmpty();
    }

    @Test
    void signingInAndOutWorksWithAPasswordAndAnUnreadableCookie() {
        people.setPassword(manager.id(), PASSWORD.toCharArray(), Actor.system("test"));
        Response form = given().get("/console/sign-in?next=/console/releases");

        Response signedIn = signIn(form, manager.email(), PASSWORD);

        assertThat(signedIn.statusCode()).isEqualTo(303);
        assertThat(signedIn.header("Location")).isEqualTo("/console/releases");
        assertThat(signedIn.getHeaders().getValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith(AccessFilter.SESSION_COOKIE))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .contains("HttpOnly")
                        .contains("SameSite=Strict")
                        .contains("Path=/console"));
        ConsoleBrowser browser = new ConsoleBrowser(signedIn.cookie(AccessFilter.SESSION_COOKIE));
        assertThat(browser.get("/console").statusCode()).isEqualTo(200);

        assertThat(browser.post("/console/sign-out").header("Location")).isEqualTo("/console/sign-in");
        assertThat(browser.get("/console").statusCode()).isEqualTo(303);
    }

    @Test
    void aWrongPasswordIsToldInTheSameWordsAsAnUnknownPersonAndSoonRefused() {
        people.setPassword(manager.id(), PASSWORD.toCharArray(), Actor.system("test"));
        Response wrong = signIn(given().get("/console/sign-in"), manager.email(), "not the password");
        Response unknown = signIn(given().get("/console/sign-in"), "nobody@example.org", "not the password");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.asString()).contains("do not fit together");
        assertThat(plain(wrong, manager.email())).isEqualTo(plain(unknown, "nobody@example.org"));

        Response last = wrong;
        for (int i = 0; i < 30 && last.statusCode() == 401; i++) {
            last = signIn(given().get("/console/sign-in"), manager.email(), "not the password");
        }
        assertThat(last.statusCode()).isEqualTo(429);
        assertThat(signIn(given().get("/console/sign-in"), manager.email(), PASSWORD)
                        .statusCode())
                .isEqualTo(429);
    }

    @Test
    void theSignInFormNeedsItsOwnToken() {
        people.setPassword(manager.id(), PASSWORD.toCharArray(), Actor.system("test"));
        Response answer = given().redirects()
                .follow(false)
                .cookie(SignInForms.COOKIE, "chosen by somebody else")
                .contentType("application/x-www-form-urlencoded")
                .formParam("csrf", "guessed")
                .formParam("email", manager.email())
                .formParam("password", PASSWORD)
                .post("/console/sign-in");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.cookie(AccessFilter.SESSION_COOKIE)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example/", "//evil.example", "/console/../v2", "/console?x=https://e", "/v2/x"})
    void nobodyIsSentElsewhereAfterSigningIn(String next) {
        String page = given().queryParam("next", next).get("/console/sign-in").asString();
        assertThat(page).contains("name=\"next\" value=\"/console\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject"})
    void aFormWithoutTheTokenOfThisSessionChangesNothing(String verb) {
        String path = "/console/releases/" + request + "/" + verb;
        ConsoleBrowser browser = browsers.signedIn(manager);
        String foreign = CsrfTokens.of(browsers.signedIn(manager).session());

        assertThat(browser.postWith("", path, "reason", "x").statusCode()).isEqualTo(403);
        assertThat(browser.postWith(foreign, path, "reason", "x").statusCode()).isEqualTo(403);
        assertThat(browser.postWith("", "/console/sign-out").statusCode()).isEqualTo(403);
        assertThat(requests.find(request).orElseThrow().state().isOpen()).isTrue();
        assertThat(browser.get("/console").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyManagersOfTheStoreDecide(Role role) {
        ConsoleBrowser browser = browsers.signedIn(rows.person(store, role));
        boolean decides = role == Role.ADMIN || role == Role.RELEASE_MANAGER;

        String page = browser.get("/console/releases/" + request).asString();
        assertThat(page.contains(">Approve</button>")).isEqualTo(decides);
        assertThat(browser.get("/console/releases").asString()).contains(request.toString());

        Response answer = browser.post("/console/releases/" + request + "/approve", "reason", "x");
        assertThat(answer.statusCode()).isEqualTo(decides ? 303 : 403);
    }

    @Test
    void theRequestOfAnotherBrandsStoreLooksLikeOneThatDoesNotExist() {
        ConsoleBrowser stranger = browsers.signedIn(rows.person(rows.store(), Role.ADMIN));
        ConsoleBrowser sibling = browsers.signedIn(rows.person(rows.storeOf(store.brand()), Role.ADMIN));
        UUID absent = UUID.fromString("0b0c9d0e-0000-4000-8000-000000000000");
        String missing = like(absent, stranger.get("/console/releases/" + absent));

        for (ConsoleBrowser browser : List.of(stranger, sibling)) {
            Response hidden = browser.get("/console/releases/" + request);
            assertThat(hidden.statusCode()).isEqualTo(404);
            assertThat(like(request, hidden)).isEqualTo(missing);
            Response decided = browser.post("/console/releases/" + request + "/approve", "reason", "x");
            assertThat(decided.statusCode()).isEqualTo(404);
            assertThat(like(request, decided)).isEqualTo(missing);
            assertThat(browser.get("/console/releases").asString()).doesNotContain(request.toString());
            assertThat(browser.get("/console").asString()).doesNotContain(store.name() + "<");
        }
    }

    @Test
    void aProgramsCredentialDoesNotOpenTheConsole() {
        String token = browsers.secret(manager, CredentialKind.TOKEN);

        assertThat(new ConsoleBrowser(token).get("/console").statusCode()).isEqualTo(303);
        assertThat(given().header("Authorization", "Bearer " + token)
                        .get("/console")
                        .statusCode())
                .isEqualTo(403);
        assertThat(given().header("Authorization", "Bearer " + browsers.secret(manager, CredentialKind.CONSOLE))
                        .redirects()
                        .follow(false)
                        .get("/console")
                        .statusCode())
                .isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/console", "/console/sign-in", "/console/nowhere", "/console/assets/console.css"})
    void everyAnswerForbidsForeignAndInlineCode(String path) {
        Response answer = browsers.signedIn(manager).get(path);

        String policy = answer.header("Content-Security-Policy");
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("script-src 'self'")
                .contains("style-src 'self'")
                .contains("frame-ancestors 'none'")
                .contains("form-action 'self'")
                .doesNotContain("unsafe");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/releases", "/console/sign-in"})
    void pagesHaveNoInlineCodeAndAreNotKept(String path) {
        Response answer = browsers.signedIn(manager).get(path);

        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.asString()).doesNotContain("style=\"").doesNotContainPattern("<script(?![^>]*src=)");
        assertThat(answer.asString()).doesNotContainPattern("\\son[a-z]+=\"");
    }

    @Test
    void filesOfThePagesCanBeKeptForEverUnderTheirVersion() {
        String page = given().get("/console/sign-in").asString();
        Matcher link =
                Pattern.compile("/console/assets/console\\.css\\?v=[0-9a-f]+").matcher(page);
        assertThat(link.find()).isTrue();

        assertThat(given().get(link.group()).header("Cache-Control")).contains("immutable");
        assertThat(given().get("/console/assets/console.css").header("Cache-Control"))
                .isEqualTo("no-cache");
        assertThat(given().get("/console/assets/..%2Fapplication.properties").statusCode())
                .isIn(400, 404);
    }

    private static Response signIn(Response form, String email, String password) {
        Matcher token = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"").matcher(form.asString());
        assertThat(token.find()).isTrue();
        Matcher next = Pattern.compile("name=\"next\" value=\"([^\"]+)\"").matcher(form.asString());
        assertThat(next.find()).isTrue();
        return given().redirects()
                .follow(false)
                .cookie(SignInForms.COOKIE, form.cookie(SignInForms.COOKIE))
                .contentType("application/x-www-form-urlencoded")
                .formParam("csrf", token.group(1))
                .formParam("email", email)
                .formParam("password", password)
                .formParam("next", next.group(1))
                .post("/console/sign-in");
    }

    /** The page without what differs at each time. */
    private static String plain(Response page, String email) {
        return page.asString().replace(email, "EMAIL").replaceAll("name=\"csrf\" value=\"[^\"]+\"", "TOKEN");
    }

    private static String like(UUID request, Response page) {
        return page.asString().replace(request.toString(), "ID").replaceAll("trace [0-9a-f]+", "TRACE");
    }
}
