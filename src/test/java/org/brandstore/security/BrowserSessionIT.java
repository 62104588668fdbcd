package org.brandstore.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.account.credential.CredentialKind;
import org.brandstore.account.credential.CredentialLimits;
import org.brandstore.account.credential.Permission;
import org.brandstore.console.CsrfTokens;
import org.brandstore.testing.Endpoints;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.StrictSiteProfile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a browser sends by itself, its cookie, must not let another site's page do anything, at any method of any face. */
@QuarkusTest
@TestProfile(StrictSiteProfile.class)
class BrowserSessionIT {
    private static final String FOREIGN = "https://evil.example";

    @Inject
    Publishers publishers;

    private String session;

    @BeforeEach
    void signIn() {
        Person person = publishers.person(publishers.brand(), Role.values());
        session = publishers
                .issue(person, CredentialKind.CONSOLE, EnumSet.allOf(Permission.class), CredentialLimits.none())
                .secret();
    }

    private static Map<String, Class<?>> methods(String packageName) {
        return new TreeMap<>(Endpoints.of(packageName));
    }

    private RequestSpecification asBrowser() {
        return given().redirects().follow(false).cookie(AccessFilter.SESSION_COOKIE, session);
    }

    private static int send(RequestSpecification request, String method) {
        String path = method.substring(method.indexOf(' ') + 1)
                .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        return request.request(method.substring(0, method.indexOf(' ')), path).statusCode();
    }

    private static boolean writes(String method) {
        return !method.startsWith("GET ") && !method.startsWith("HEAD ");
    }

    @Test
    void theCookieOpensNothingButTheConsole() {
        Map<String, Class<?>> faces = methods("org.brandstore.api");
        faces.values().removeIf(Open.class::equals);
        faces.values().removeIf(DeviceFace.class::equals);
        assertThat(faces).hasSizeGreaterThan(80);
        SoftAssertions softly = new SoftAssertions();
        for (String method : faces.keySet()) {
            for (String type : List.of("text/plain", "application/json")) {
                RequestSpecification forged =
                        asBrowser().header("Origin", FOREIGN).contentType(type);
                softly.assertThat(send(writes(method) ? forged.body("{}") : forged, method))
                        .as(method + " with " + type)
                        .isIn(401, 415);
            }
            softly.assertThat(send(asBrowser(), method)).as(method).isIn(401, 415);
        }
        softly.assertAll();
    }

    @Test
    void theConsoleTakesNoFormFromAnotherSitesPage() {
        Map<String, Class<?>> pages = methods("org.brandstore.console");
        SoftAssertions softly = new SoftAssertions();
        for (String method : pages.keySet()) {
            if (!writes(method)) {
                continue;
            }
            for (String site : List.of("cross-site", "same-site", "")) {
                softly.assertThat(send(form().header("Sec-Fetch-Site", site), method))
                        .as(method + " from " + site)
                        .isEqualTo(403);
            }
            for (String origin :
                    List.of(FOREIGN, "null", "https://store.acme.example.evil.example", "http://store.acme.example")) {
                softly.assertThat(send(form().header("Origin", origin), method))
                        .as(method + " from " + origin)
                        .isEqualTo(403);
            }
        }
        softly.assertAll();
    }

    private RequestSpecification form() {
        return asBrowser().contentType("application/x-www-form-urlencoded").formParam("csrf", CsrfTokens.of(session));
    }

    @Test
    void noFormOfTheConsoleDoesWithoutTheTokenOfItsPage() {
        Map<String, Class<?>> pages = methods("org.brandstore.console");
        pages.values().removeIf(Open.class::equals);
        SoftAssertions softly = new SoftAssertions();
        for (String method : pages.keySet()) {
            if (writes(method)) {
                softly.assertThat(send(
                                asBrowser()
                                        .contentType("application/x-www-form-urlencoded")
                                        .formParam("csrf", CsrfTokens.of("another session")),
                                method))
                        .as(method)
                        .isEqualTo(403);
                softly.assertThat(send(asBrowser().contentType("application/x-www-form-urlencoded"), method))
                        .as(method + " without a token")
                        .isEqualTo(403);
            }
        }
        softly.assertAll();
    }

    @Test
    void ourOwnPagesStillWorkWhateverTheBrowserSaysOfItself() {
        for (Map<String, String> headers : List.of(
                Map.<String, String>of(),
                Map.of("Sec-Fetch-Site", "same-origin", "Origin", "https://store.acme.example"),
                Map.of("Origin", "https://store.acme.example"),
                Map.of("Origin", "http://localhost:" + RestAssured.port))) {
            signIn();
            assertThat(send(form().headers(headers), "POST /console/sign-out"))
                    .as(headers.toString())
                    .isEqualTo(303);
        }
    }

    @Test
    void browsersAreToldToComeBackOverHttpsOnly() {
        for (String path :
                List.of("/console/sign-in", "/", "/dev/api/account", "/api/v1/snaps/auth/nonces", "/absent")) {
            assertThat(given().redirects().follow(false).get(path).header("Strict-Transport-Security"))
                    .as(path)
                    .isEqualTo("max-age=31536000");
        }
        assertThat(given().get("/console/sign-in").getHeaders().getValues("Set-Cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).contains("Secure").contains("HttpOnly"));
    }
}
