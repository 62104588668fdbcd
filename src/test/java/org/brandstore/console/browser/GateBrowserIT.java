package org.brandstore.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.naming.SnapId;
import org.brandstore.release.Releases;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one person can do alone in the console, and what waits there for another one. */
@Tag("browser")
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class GateBrowserIT {
    private static Chromium chromium;

    @TestHTTPResource("/")
    URI site;

    @Inject
    Publishers publishers;

    @Inject
    Releases releases;

    private Brand brand;
    private Person manager;
    private SnapId id;
    private String page;

    @BeforeEach
    void aSnapThatDevicesHave() {
        if (chromium == null) {
            chromium = Chromium.start();
        }
        brand = publishers.brand();
        manager = person(Role.RELEASE_MANAGER, Role.PUBLISHER);
        String token = publishers.token(manager);
        String name = publishers.unique("gate");
        id = new SnapId(Publishers.register(token, brand, name));
        Publishers.push(token, name, SnapFile.app(name, "1.0"), "edge");
        page = "/console/snaps/" + name;
    }

    @AfterAll
    static void closeTheBrowser() {
        if (chromium != null) {
            chromium.close();
            chromium = null;
        }
    }

    @Test
    void whoeverReleasesStopsAloneAndGoesOnOnlyWithSomebodyElse() {
        Person other = person(Role.RELEASE_MANAGER);
        try (Window mine = chromium.open(site).signIn(manager).go(page);
                Window theirs = chromium.open(site).signIn(other)) {
            mine.page().locator("#stop-channel").selectOption("latest/edge");
            mine.page().locator("#stop-reason").fill("Boards of 2024 do not boot.");
            mine.page().getByRole(AriaRole.BUTTON, exactly("Stop")).click();
            mine.see("#stops .notice", "Revision 1 is stopped in latest/edge");
            mine.show("board-stopped");

            mine.page().getByLabel("Why it may go on").fill("It was the power supply.");
            mine.page()
                    .getByRole(AriaRole.BUTTON, exactly("Ask to resume latest/edge"))
                    .click();
            theirs.go("/console/proposals");
            theirs.see("article", "It was the power supply.");
            theirs.page().getByText("What exactly is approved").click();
            theirs.show("changes-one");
            theirs.page().getByLabel("Reason").fill("Tried on the bench.");
            theirs.page().getByRole(AriaRole.BUTTON, exactly("Approve")).click();
            theirs.see("main", "Nothing waits");
            theirs.show("changes-decided");

            mine.go(page);
            assertThat(mine.page().locator("#stops .notice")).hasCount(0);
        }
        assertThat(releases.channelMap(id)).hasSize(1);
    }

    @Test
    void whoProposesAChangeIsToldWhoMustAgree() {
        person(Role.ADMIN);
        Person admin = person(Role.ADMIN);
        try (Window window = chromium.open(site).signIn(admin).go("/console/keys")) {
            window.see("#keys-own", "Keys that you registered");
            window.show("keys");
            window.page().getByLabel("Account-key-request").first().fill("type: account-key-request");
            window.page().getByLabel("Reason").last().fill("A new laptop.");
            window.page()
                    .getByRole(AriaRole.BUTTON, exactly("Ask for it"))
                    .first()
                    .click();
            window.see("[role=alert]", "Cannot read assertion");
            window.show("keys-refused");
            assertThat(window.takeTroubles()).singleElement().asString().contains("400");
        }
    }

    private Person person(Role... roles) {
        Person person = publishers.person(brand, roles);
        publishers.setPassword(person);
        return person;
    }

    private static Page.GetByRoleOptions exactly(String label) {
        return new Page.GetByRoleOptions().setName(label).setExact(true);
    }
}
