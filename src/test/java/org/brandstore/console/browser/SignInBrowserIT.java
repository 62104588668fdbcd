package org.brandstore.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.testing.AuthenticatorApp;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Signing in and out, the second factor and invitations in a real browser, and that all pages can be used by everybody. */
@Tag("browser")
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SignInBrowserIT {
    private static Chromium chromium;

    @TestHTTPResource("/")
    URI site;

    @Inject
    Publishers publishers;

    private Brand brand;
    private Person admin;

    @BeforeEach
    void somebody() {
        if (chromium == null) {
            chromium = Chromium.start();
        }
        brand = publishers.brand();
        admin = publishers.person(brand, Role.ADMIN);
        publishers.setPassword(admin);
    }

    @AfterAll
    static void closeTheBrowser() {
        if (chromium != null) {
            chromium.close();
            chromium = null;
        }
    }

    @Test
    void aWrongPasswordIsToldAndWhoSignsOutIsOut() {
        try (Window window = chromium.open(site).go("/console/sign-in")) {
            window.show("sign-in");
            window.page().getByLabel("E-mail address").fill(admin.email());
            window.page().getByLabel("Password").fill("guessed");
            window.page().keyboard().press("Enter");
            window.see("[role=alert]", "do not fit together");
            assertThat(window.takeTroubles()).singleElement().asString().contains("401");

            window.page().getByLabel("Password").fill(Publishers.PASSWORD);
            window.page().keyboard().press("Enter");
            assertThat(window.page()).hasTitle("Overview · Brand store");
            window.page().getByRole(AriaRole.BUTTON, named("Sign out")).click();
            assertThat(window.page()).hasTitle("Sign in · Brand store");
            window.go("/console/snaps");
            assertThat(window.page()).hasTitle("Sign in · Brand store");
        }
    }

    @Test
    void aSecondFactorIsSetUpAndAskedFor() {
        AuthenticatorApp app;
        try (Window window = chromium.open(site).signIn(admin).go("/console/account")) {
            window.page().getByRole(AriaRole.BUTTON, named("Set up")).click();
            app = new AuthenticatorApp(
                    window.page().locator(".setup .mono").first().textContent().replaceAll("[^A-Z2-7]", ""));
            window.show("second-factor");
            window.page().locator("#confirm-code").fill(app.next());
            window.page().getByRole(AriaRole.BUTTON, named("Confirm")).click();
            window.see(".secret h2", "Recovery codes");
        }
        try (Window window = chromium.open(site).signIn(admin)) {
            window.see("h1", "One more step");
            window.show("sign-in-code");
            window.page().locator("#code").fill(app.next());
            window.page().keyboard().press("Enter");
            assertThat(window.page()).hasTitle("Overview · Brand store");
        }
    }

    @Test
    void somebodyInvitedOpensTheLinkChoosesAPasswordAndIsIn() {
        String email = publishers.unique("new") + "@acme.example";
        String link;
        try (Window window = chromium.open(site).signIn(admin).go("/console/people")) {
            window.page().locator(".invite [name=email]").fill(email);
            window.page().locator(".invite [name=name]").fill("Newcomer");
            window.page().locator(".invite [value=viewer]").check();
            window.page().getByRole(AriaRole.BUTTON, named("Invite")).click();
            link = window.page().locator(".secret pre").textContent();
            window.show("people-invited");
        }
        URI opened = URI.create(link);
        try (Window window = chromium.open(site).go(opened.getPath() + "#" + opened.getFragment())) {
            window.see("h1", "Welcome, Newcomer");
            assertThat(window.page().url()).doesNotContain("#");
            window.show("invitation");
            window.page().locator("#password").fill(Publishers.PASSWORD);
            window.page().locator("#again").fill(Publishers.PASSWORD);
            window.page().keyboard().press("Enter");
            assertThat(window.page()).hasTitle("Overview · Brand store");
            window.see(".who", "Newcomer");
        }
    }

    @Test
    void theOtherPagesCanBeUsedByEverybody() {
        try (Window window = chromium.open(site).signIn(admin)) {
            for (String page : List.of(
                    "", "/snaps", "/releases", "/reviews", "/serials", "/people", "/account", "/keys", "/proposals")) {
                window.go("/console" + page);
                window.show("page" + page.replace('/', '-'));
            }
        }
    }

    /** What the other tests rely on. */
    @Test
    void aWindowNoticesWhatIsWrongWithAPage() {
        try (Window window = chromium.open(site).go("/console/sign-in")) {
            assertThat(window.takeTroubles()).isEmpty();
            window.page()
                    .evaluate(
                            "document.body.append(Object.assign(document.createElement('style'), {textContent: 'p {}'}))");
            window.page().evaluate("setTimeout(() => { throw new Error('a mishap'); })");
            window.page().waitForCondition(() -> window.troubles().stream().anyMatch(text -> text.contains("mishap")));
            assertThat(window.takeTroubles())
                    .anyMatch(text -> text.startsWith("content security policy: style-src"))
                    .anyMatch(text -> text.startsWith("script: ") && text.contains("a mishap"));

            window.page().evaluate("document.querySelector('main').append(document.createElement('input'))");
            assertThatThrownBy(() -> window.show("sign-in-spoilt"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("label (critical): <input");
            window.takeTroubles();
        }
    }

    private static Page.GetByRoleOptions named(String label) {
        return new Page.GetByRoleOptions().setName(label);
    }
}
