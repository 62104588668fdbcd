package org.brandstore.console;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.security.AccessFilter;
import org.brandstore.store.BrandStore;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.SnapRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The console behind a proxy that serves the store below a path: a browser gets everywhere by what answers name. */
@QuarkusTest
@TestProfile(PublicPathIT.BelowAPath.class)
class PublicPathIT {
    private static final String BELOW = "/our/store";
    private static final String SITE = "https://tools.acme.example";
    private static final Pattern ADDRESS =
            Pattern.compile(" (href|src|action|formaction|data-page)=\"([^\"#]*)(#[^\"]*)?\"");
    private static final Pattern CSRF = Pattern.compile("name=\"csrf\" value=\"([^\"]+)\"");

    /** A store below a path of a host that serves other things too. */
    public static class BelowAPath implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("brandstore.site.public-url", SITE + BELOW + "/");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(PostgresTestResource.class));
        }

        @Override
        public boolean disableGlobalTestResources() {
            return true;
        }
    }

    @Inject
    SnapRows rows;

    @Inject
    ConsoleBrowsers browsers;

    private Person admin;
    private final Map<String, String> cookies = new HashMap<>();

    @BeforeEach
    void somebody() {
        BrandStore store = rows.store();
        admin = rows.person(store, Role.ADMIN, Role.RELEASE_MANAGER);
        rows.snap(store);
        cookies.clear();
    }

    /** What the proxy asks for: an address on the public host, without the path that it serves the store below. */
    private static String behindTheProxy(String address) {
        String path = address.startsWith(SITE) ? address.substring(SITE.length()) : address;
        assertThat(path).startsWith(BELOW + "/");
        return path.substring(BELOW.length());
    }

    private RequestSpecification browser() {
        return given().urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .cookies(cookies)
                .header("Origin", SITE);
    }

    private Response open(String address) {
        Response answer = browser().get(behindTheProxy(address));
        answer.detailedCookies().forEach(cookie -> assertThat(cookie.getPath()).startsWith(BELOW + "/console"));
        cookies.putAll(answer.cookies());
        return answer;
    }

    private static List<String> addresses(String page) {
        return ADDRESS.matcher(page)
                .results()
                .map(found -> found.group(2).replace("&amp;", "&"))
                .filter(address -> !address.isEmpty())
                .toList();
    }

    private static String csrf(String page) {
        Matcher found = CSRF.matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }

    @Test
    void theBareAddressLeadsToThePageForSigningIn() {
        Response home = open(SITE + BELOW + "/");
        assertThat(home.header("Location")).isEqualTo(BELOW + "/console");
        Response console = open(home.header("Location"));
        assertThat(console.statusCode()).isEqualTo(303);
        assertThat(console.header("Location")).isEqualTo(BELOW + "/console/sign-in?next=%2Fconsole");

        Response form = open(console.header("Location"));

        assertThat(form.statusCode()).isEqualTo(200);
        assertThat(form.header("Strict-Transport-Security")).startsWith("max-age=");
        assertThat(form.detailedCookie(SignInForms.COOKIE).getPath()).isEqualTo(BELOW + "/console/sign-in");
        assertThat(form.detailedCookie(SignInForms.COOKIE).isSecured()).isTrue();
        assertThat(addresses(form.asString()))
                .isNotEmpty()
                .allSatisfy(address -> assertThat(address).startsWith(BELOW + "/console"));
    }

    @Test
    void aWrongPasswordAndAWrongAddressAreToldOnPagesWithTheirStyle() {
        String form = open(BELOW + "/console/sign-in").asString();
        Response again = browser()
                .contentType("application/x-www-form-urlencoded;charset=UTF-8")
                .formParam("csrf", csrf(form))
                .formParam("email", admin.email())
                .formParam("password", "not the password at all")
                .formParam("next", "/console/snaps")
                .post("/console/sign-in");
        assertThat(again.asString()).contains("action=\"" + BELOW + "/console/sign-in\"");

        Response missing = open(BELOW + "/console/no-such-page");
        assertThat(missing.statusCode()).isGreaterThanOrEqualTo(300);
        cookies.put(AccessFilter.SESSION_COOKIE, browsers.signedIn(admin).session());
        Response nowhere = open(BELOW + "/console/releases/" + "0".repeat(8));
        assertThat(nowhere.statusCode()).isEqualTo(404);
        assertThat(addresses(nowhere.asString()))
                .isNotEmpty()
                .allSatisfy(address -> assertThat(address).startsWith(BELOW + "/console"));
    }

    @Test
    void everyLinkOfEveryPageIsReached() {
        cookies.put(AccessFilter.SESSION_COOKIE, browsers.signedIn(admin).session());
        Deque<String> open = new ArrayDeque<>(List.of(BELOW + "/console"));
        Set<String> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            String address = open.pop();
            Response page = open(address);
            assertThat(page.statusCode()).as(address).isEqualTo(200);
            if (page.contentType().startsWith("text/html")) {
                for (String next : addresses(page.asString())) {
                    assertThat(next).as("named by " + address).startsWith(BELOW + "/console");
                }
                ADDRESS.matcher(page.asString())
                        .results()
                        .filter(found ->
                                found.group(1).equals("href") || found.group(1).equals("src"))
                        .map(found -> found.group(2).replace("&amp;", "&"))
                        .filter(next -> !next.isEmpty() && seen.add(next))
                        .forEach(open::add);
            }
        }
        assertThat(seen)
                .contains(BELOW + "/console/snaps", BELOW + "/console/account", BELOW + "/console/releases")
                .anyMatch(address -> address.startsWith(BELOW + "/console/assets/console.css"));
    }

    @Test
    void aFormLeadsOnAndSigningOutTakesTheCookieBack() {
        ConsoleBrowser signedIn = browsers.signedIn(admin);
        cookies.put(AccessFilter.SESSION_COOKIE, signedIn.session());

        Response out = browser()
                .contentType("application/x-www-form-urlencoded;charset=UTF-8")
                .formParam("csrf", CsrfTokens.of(signedIn.session()))
                .post("/console/sign-out");

        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.header("Location")).isEqualTo(BELOW + "/console/sign-in");
        assertThat(out.detailedCookie(AccessFilter.SESSION_COOKIE).getPath()).isEqualTo(BELOW + "/console");
        assertThat(URI.create(out.header("Location")).isAbsolute()).isFalse();
    }

    @Test
    void aFormFromAnotherPageOfTheSameHostIsNotOurs() {
        ConsoleBrowser signedIn = browsers.signedIn(admin);
        given().redirects()
                .follow(false)
                .cookie(AccessFilter.SESSION_COOKIE, signedIn.session())
                .header("Origin", SITE)
                .contentType("application/x-www-form-urlencoded;charset=UTF-8")
                .formParam("csrf", "made up by the neighbour")
                .post("/console/sign-out")
                .then()
                .statusCode(403);
    }
}
