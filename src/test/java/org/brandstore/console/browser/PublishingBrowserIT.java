package org.brandstore.console.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.release.Releases;
import org.brandstore.snap.Revisions;
import org.brandstore.testing.Components;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a developer and the people who decide do in a real browser, from signing in to a release. */
@Tag("browser")
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class PublishingBrowserIT {
    private static Chromium chromium;

    @TempDir
    Path folder;

    @TestHTTPResource("/")
    URI site;

    @Inject
    Publishers publishers;

    @Inject
    Releases releases;

    @Inject
    Revisions revisions;

    private Brand brand;
    private Person developer;
    private String name;
    private SnapId id;
    private String token;
    private String page;

    @BeforeEach
    void aSnap() {
        if (chromium == null) {
            chromium = Chromium.start();
        }
        brand = publishers.brand();
        developer = person(Role.PUBLISHER);
        token = publishers.token(developer);
        name = publishers.unique("app");
        id = new SnapId(Publishers.register(token, brand, name));
        page = "/console/snaps/" + name;
    }

    @AfterAll
    static void closeTheBrowser() {
        if (chromium != null) {
            chromium.close();
            chromium = null;
        }
    }

    // --- uploads --------------------------------------------------------------------------------------------------

    @Test
    void aSnapIsRegisteredAndUploadedAndTheBarAdvancesUntilThePageTellsTheResult() throws IOException {
        String fresh = publishers.unique("fresh");
        byte[] noise = new byte[6_000_000];
        new Random(1).nextBytes(noise);
        Path file = file(fresh + "_1.0_amd64.snap", snap(fresh, "1.0", "", noise));
        List<Double> bar = new CopyOnWriteArrayList<>();
        try (Window window = chromium.open(site).signIn(developer)) {
            assertThat(window.page()).hasTitle("Overview · Brand store");
            window.page().getByRole(AriaRole.LINK, named("Snaps")).click();
            window.page().locator("#name").fill(fresh);
            window.page().getByRole(AriaRole.BUTTON, named("Register")).click();
            window.see("h1", fresh);
            window.see("#uploads", "Nothing was uploaded yet.");
            window.show("board-empty");

            window.record("#progress", "value", value -> bar.add(((Number) value).doubleValue()));
            window.page().reload();
            window.slowDown(3_000_000);
            window.page().getByLabel("Snap file").setInputFiles(file);
            window.page().getByLabel("Release it afterwards").selectOption("latest/edge");
            window.page().getByRole(AriaRole.BUTTON, named("Upload")).click();
            assertThat(window.page().locator("#progress")).isVisible();
            window.see("#sent", "% of 6.0 MB");

            window.see("#uploads", "It is revision 1 now and can be released.");
            window.see("#uploads .pill", "Ready");
            assertThat(window.page())
                    .hasURL(site.resolve("/console/snaps/" + fresh + "#uploads").toString());
            window.see("[id='cell-amd64-to-latest-edge']", "1.0");
            window.show("board-uploaded");
        }
        assertThat(bar).hasSizeGreaterThan(3).isSorted();
        assertThat(bar.getFirst()).isLessThan(60);
        assertThat(bar.getLast()).isEqualTo(100);
        assertThat(bar).filteredOn(value -> value > 0 && value < 100).hasSizeGreaterThan(2);
    }

    @Test
    void aComponentIsUploadedNextToItsSnap() throws IOException {
        Path snap = file(name + "_1.0_amd64.snap", snap(name, "1.0", "components: {maps: {type: standard}}\n"));
        Path maps = file(name + "+maps_2026.comp", Components.of(name, "maps", "standard", "version: '2026'\n"));
        try (Window window = board(developer)) {
            window.page().getByLabel("Snap file").setInputFiles(snap);
            window.page().getByLabel("Component files").setInputFiles(new Path[] {maps});
            window.page().getByRole(AriaRole.BUTTON, named("Upload")).click();

            window.see("#uploads", "It is revision 1 now and can be released.");
            window.see("#revision-1", "with component maps 2026 (revision 1)");
        }
    }

    @Test
    void aFileThatIsNoSnapIsRefusedInWordsAndOneThatIsEmptyIsNotSent() throws IOException {
        try (Window window = board(developer)) {
            window.page().getByLabel("Snap file").setInputFiles(file("x.snap", "no snap".getBytes(UTF_8)));
            window.page().getByRole(AriaRole.BUTTON, named("Upload")).click();
            window.see("#uploads .pill", "Refused");
            window.see("#uploads", "It did not become a revision. Upload a corrected file.");

            window.page().getByLabel("Snap file").setInputFiles(file("empty.snap", new byte[0]));
            window.page().getByRole(AriaRole.BUTTON, named("Upload")).click();
            window.see("#upload-problem", "the file is empty");
            assertThat(window.page().locator(".sending")).isHidden();
            assertThat(window.takeTroubles()).singleElement().asString().contains("400");
        }
    }

    // --- the board ------------------------------------------------------------------------------------------------

    @Test
    void aRevisionIsDraggedOntoAChannelAndReleased() {
        upload("1.0", "2.0");
        try (Window window = board(developer)) {
            window.drag(window.page().locator("#revision-1"), cell(window, "latest/beta"));

            window.see("#dock-words", "Release 1.0 (revision 1) to latest/beta?");
            window.show("board-dragged");
            assertThat(released()).isEmpty();
            assertThat(window.page().getByRole(AriaRole.BUTTON, exactly("Release")))
                    .isFocused();
            window.page().keyboard().press("Enter");
            window.see("[id='cell-amd64-to-latest-beta']", "1.0");
        }
        assertThat(released()).containsExactly("latest/beta 1");
    }

    @Test
    void aRevisionAndAChannelArePickedWithTheMouseAndTheChannelIsClosedAgain() {
        upload("1.0", "2.0");
        try (Window window = board(developer)) {
            pick(window, 2);
            cell(window, "latest/edge").click();
            window.see("#dock-words", "Release 2.0 (revision 2) to latest/edge?");
            window.page().getByRole(AriaRole.BUTTON, exactly("Release")).click();
            window.see("[id='cell-amd64-to-latest-edge']", "2.0");
            assertThat(released()).containsExactly("latest/edge 2");

            cell(window, "latest/edge").click();
            window.page().locator("#dock summary").last().click();
            window.page().locator("#close-reason").fill("Nothing is to come from it.");
            window.page().getByRole(AriaRole.BUTTON, named("Close it")).click();
            window.see("[id='cell-amd64-to-latest-edge']", "–");
        }
        assertThat(released()).isEmpty();
    }

    @Test
    void theBoardWorksWithTheKeyboardAlone() {
        upload("1.0", "2.0");
        try (Window window = board(developer)) {
            window.page().keyboard().press("Tab");
            assertThat(window.page().locator(".skip")).isFocused();
            window.press("Tab", "to-latest-stable");
            window.press("ArrowRight", "to-latest-edge");
            window.press("Tab", "pick-2");
            window.press("ArrowDown", "pick-1");
            window.see("#dock-words", "Release 1.0 (revision 1) to latest/edge?");
            window.press("Tab", "release");
            window.show("board-keyboard");
            window.page().keyboard().press("Enter");
            window.see("[id='cell-amd64-to-latest-edge']", "1.0");
        }
        assertThat(released()).containsExactly("latest/edge 1");
    }

    @Test
    void theBoardWorksWithoutScripts() {
        upload("1.0");
        try (Window window = chromium.openWithoutScripts(site).signIn(developer).go(page)) {
            pick(window, 1);
            cell(window, "latest/edge").click();
            window.page().getByRole(AriaRole.BUTTON, exactly("Release")).click();

            window.see("[id='cell-amd64-to-latest-edge']", "1.0");
        }
        assertThat(released()).containsExactly("latest/edge 1");
    }

    @Test
    void whatWaitsAppearsToTheManagerWhoApprovesItAndOnTheDevelopersBoardByItself() {
        upload("1.0");
        Person manager = person(Role.RELEASE_MANAGER);
        try (Window theirs = chromium.open(site).signIn(manager).go("/console/releases");
                Window mine = board(developer)) {
            theirs.show("releases-none");
            pick(mine, 1);
            cell(mine, "latest/stable").click();
            mine.page().getByRole(AriaRole.BUTTON, exactly("Release")).click();
            mine.see("[id='cell-amd64-to-latest-stable']", "1.0 waits for approval");

            theirs.see("nav .count", "1");
            theirs.show("releases-one");
            theirs.page().locator(".release .cover").click();
            theirs.see("h1", name);
            theirs.show("release-waiting");
            theirs.page().getByLabel("Reason").fill("Tried on the bench.");
            theirs.page().getByRole(AriaRole.BUTTON, named("Approve")).click();
            theirs.see(".pill.big", "Released");

            assertThat(mine.page().locator("[id='cell-amd64-to-latest-stable'] .pending"))
                    .hasCount(0);
            mine.see("[id='cell-amd64-to-latest-stable'] strong", "1.0");
            mine.show("board-approved");
        }
        assertThat(released()).containsExactly("latest/stable 1");
    }

    @Test
    void aWithdrawnRevisionLeavesItsChannelAndWhatWasThereBeforeIsBack() {
        upload("1.0", "2.0");
        try (Window window = board(developer)) {
            release(window, 1);
            release(window, 2);
            window.page().getByLabel("Withdraw revision 2").click();
            window.see("[id='effect-latest/edge-amd64']", "1.0 (revision 1), as before");
            window.show("withdrawal");
            window.page().getByLabel("Reason").fill("It does not boot.");
            window.page().getByLabel("Withdraw revision 2 for good").check();
            window.page().getByRole(AriaRole.BUTTON, exactly("Withdraw")).click();

            window.see("[id='cell-amd64-to-latest-edge'] strong", "1.0");
            window.see("[id='cell-amd64-to-latest-edge'] .taken", "2.0 (revision 2) withdrawn");
            assertThat(window.page().locator("#pick-2")).hasCount(0);
            window.see("#uploads", "It became a revision, which was withdrawn since.");
            window.show("board-withdrawn");
        }
        assertThat(revisions.require(id, new Revision(2)).withdrawn()).isTrue();
    }

    @Test
    void aTrackIsMadeAndBecomesTheDefault() {
        upload("1.0");
        try (Window window = board(developer)) {
            window.page().getByLabel("New track").fill("2.0");
            window.page().getByRole(AriaRole.BUTTON, named("Make the track")).click();
            window.see("[id='track-2.0']", "2.0");
            window.page().locator("#default-track").selectOption("2.0");
            window.page().locator("#default-reason").fill("It is the next line.");
            window.page()
                    .getByRole(AriaRole.BUTTON, named("Make it the default"))
                    .click();
            window.see("section.card >> nth=0", "2.0 default track");
            window.show("board-tracks");
        }
    }

    @Test
    void whatPeopleReadIsWrittenOnItsOwnPageAndStandsOnTheBoard() {
        upload("1.0");
        try (Window window = board(developer)) {
            window.page().getByRole(AriaRole.LINK, named("What people read")).click();
            window.see("h1", "What people read of " + name);
            window.page().getByLabel("Title").fill("The dashboard");
            window.page().getByLabel("Summary").fill("Shows how the device is doing");
            window.page().getByLabel("Take these texts from each revision").check();
            window.show("listing");
            window.page().getByRole(AriaRole.BUTTON, exactly("Save")).click();

            window.see(".muted >> nth=0", "The dashboard");
            window.page().getByRole(AriaRole.LINK, named("What people read")).click();
            assertThat(window.page().getByLabel("Summary")).hasValue("Shows how the device is doing");
            assertThat(window.page().getByLabel("Take these texts from each revision"))
                    .isChecked();
        }
    }

    // --- reviews --------------------------------------------------------------------------------------------------

    @Test
    void aReviewerApprovesAnUploadAndTheDevelopersPageSaysSo() {
        Publishers.push(token, name, SnapFile.of(name, "1.0", "type: kernel\narchitectures: [amd64]\n"));
        try (Window mine = board(developer);
                Window theirs =
                        chromium.open(site).signIn(person(Role.REVIEWER)).go("/console/reviews")) {
            mine.see("#uploads .pill", "Waits for a reviewer");
            mine.show("board-in-review");
            theirs.see("main", "Kernel snap");
            theirs.show("reviews");
            theirs.page().getByLabel("Reason").fill("Looked at it.");
            theirs.page().getByRole(AriaRole.BUTTON, named("Approve")).click();
            theirs.see("main", "Nothing waits");

            mine.see("#uploads", "It is revision 1 now and can be released.");
        }
    }

    private Window board(Person person) {
        return chromium.open(site).signIn(person).go(page);
    }

    private static void pick(Window window, int revision) {
        window.page().locator("label[for='pick-" + revision + "']").click();
    }

    private static Locator cell(Window window, String channel) {
        return window.page().locator("label[data-channel='" + channel + "']").first();
    }

    private static void release(Window window, int revision) {
        pick(window, revision);
        cell(window, "latest/edge").click();
        window.page().getByRole(AriaRole.BUTTON, exactly("Release")).click();
        window.see("[id='cell-amd64-to-latest-edge']", "rev " + revision);
    }

    private static Page.GetByRoleOptions named(String label) {
        return new Page.GetByRoleOptions().setName(label);
    }

    private static Page.GetByRoleOptions exactly(String label) {
        return named(label).setExact(true);
    }

    private Person person(Role role) {
        Person person = publishers.person(brand, role);
        publishers.setPassword(person);
        return person;
    }

    private void upload(String... versions) {
        for (String version : versions) {
            Publishers.push(token, name, SnapFile.app(name, version));
        }
    }

    private List<String> released() {
        return releases.channelMap(id).stream()
                .map(pointer -> pointer.channel() + " " + pointer.revision())
                .toList();
    }

    private Path file(String filename, byte[] content) throws IOException {
        return Files.write(folder.resolve(filename), content);
    }

    private static byte[] snap(String name, String version, String more, byte[]... payload) {
        String yaml = "name: " + name + "\nversion: '" + version + "'\nsummary: A snap\ndescription: For tests.\n"
                + "confinement: strict\ngrade: stable\narchitectures: [amd64]\nbase: core24\n" + more;
        Map<String, byte[]> meta = Map.of("snap.yaml", yaml.getBytes(UTF_8));
        return payload.length == 0
                ? SnapFile.withFiles(Map.of("meta", meta))
                : SnapFile.withFiles(Map.of("meta", meta, "data", Map.of("noise", payload[0])));
    }
}
