package org.brandstore.console.snap;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.console.ConsoleBrowser;
import org.brandstore.console.ConsoleBrowsers;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.release.Releases;
import org.brandstore.release.channel.Pointer;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.SubmissionState;
import org.brandstore.snap.Submissions;
import org.brandstore.testing.Components;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Uploading in the browser, what the page says on the way, and the decisions of reviewers. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class UploadPagesIT {
    private static final String KERNEL = "type: kernel\narchitectures: [amd64]\n";

    @Inject
    Publishers publishers;

    @Inject
    ConsoleBrowsers browsers;

    @Inject
    Submissions submissions;

    @Inject
    Revisions revisions;

    @Inject
    Releases releases;

    private Brand brand;
    private Person developer;
    private Person reviewer;
    private String name;
    private SnapId id;
    private String page;

    @BeforeEach
    void registerName() {
        brand = publishers.brand();
        developer = publishers.person(brand, Role.PUBLISHER, Role.REVIEWER);
        reviewer = publishers.person(brand, Role.REVIEWER);
        name = publishers.unique("app");
        id = new SnapId(Publishers.register(publishers.token(developer), brand, name));
        page = "/console/snaps/" + name;
    }

    @Test
    void anUploadedFileBecomesARevisionAndIsReleasedWhereThatWasAskedFor() {
        byte[] file = SnapFile.app(name, "1.0");

        Response answer = submit(Publishers.upload(file), file.length, "latest/edge");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(page + "#uploads");
        settled();
        assertThat(releases.channelMap(id)).extracting(Pointer::revision).containsExactly(new Revision(1));
        assertThat(html())
                .contains("data-watch>Ready</span>")
                .contains("It is revision 1 now and can be released.")
                .contains("<strong>1.0</strong> <span class=\"muted\">revision 1</span>")
                .contains("to be released to latest/edge");
        assertThat(browser(developer).get("/console/snaps").asString())
                .contains("1.0 (revision 1)")
                .contains(">Ready</span>");
    }

    @Test
    void whatTheReviewSawStandsAtTheRevisionInWords() {
        byte[] file = SnapFile.of(
                name,
                "1.0",
                "base: core24\narchitectures: [amd64]\nplugs: {network-control: null}\napps: {x: {command-chain: [bin/x]}}\n");
        submit(Publishers.upload(file), file.length, "");
        settled();

        assertThat(html()).contains("What the review saw").contains("<strong>Command that is not in the snap</strong>");
    }

    @Test
    void aFileThatIsNoSnapIsRefusedInWords() {
        byte[] file = "this is no snap at all".getBytes(StandardCharsets.UTF_8);

        submit(Publishers.upload(file), file.length, "");
        settled();

        assertThat(html())
                .contains("data-watch>Refused</span>")
                .contains("It did not become a revision.")
                .contains("class=\"notes\"");
        assertThat(revisions.of(id)).isEmpty();
    }

    @Test
    void aFileOfAnotherNameIsRefusedInWords() {
        byte[] file = SnapFile.app("another-name", "1.0");

        submit(Publishers.upload(file), file.length, "");
        settled();

        assertThat(html()).contains("data-watch>Refused</span>").contains("another-name");
    }

    @Test
    void anUploadThatDoesNotExistOrHasAnotherSizeIsToldOnThePage() {
        Response none = submit("no-such-upload", 10, "");
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.asString()).contains("role=\"alert\"").contains("id=\"upload\"");

        byte[] file = SnapFile.app(name, "1.0");
        Response cut = submit(Publishers.upload(file), file.length - 1, "");
        assertThat(cut.statusCode()).isEqualTo(400);
        assertThat(cut.asString()).contains("bytes");
        assertThat(submissions.of(id)).isEmpty();
    }

    @Test
    void whatWaitsForAPersonSaysSoAndIsSignedOnceSomebodyElseAgrees() {
        UUID held = heldKernel();

        assertThat(html())
                .contains("data-watch>Waits for a reviewer</span>")
                .contains("<strong>Kernel snap</strong>")
                .contains("Is a kernel, which nothing confines; a reviewer has to look at it.")
                .contains("class=\"held\" aria-current=\"step\">Reviewed");
        String waiting = browser(reviewer).get("/console/reviews").asString();
        assertThat(waiting)
                .contains("id=\"review-" + held + "\"")
                .contains("Is a kernel, which nothing confines; a reviewer has to look at it.")
                .contains(">Approve</button>")
                .contains("aria-label=\"1 waiting\"");

        Response answer = browser(reviewer).post("/console/reviews/" + held + "/approve", "reason", "looked at it");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/console/reviews");
        settled();
        assertThat(html()).contains("It is revision 1 now and can be released.");
        assertThat(browser(reviewer).get("/console/reviews").asString()).contains("Nothing waits");
    }

    @Test
    void theUploaderIsToldThatSomebodyElseDecides() {
        UUID held = heldKernel();

        assertThat(browser(developer).get("/console/reviews").asString())
                .contains("You uploaded this, so somebody else has to decide about it.")
                .doesNotContain(">Approve</button>");
        Response own = browser(developer).post("/console/reviews/" + held + "/approve", "reason", "mine");
        assertThat(own.statusCode()).isEqualTo(403);
        assertThat(own.asString()).contains("Cannot decide about your own upload");
        assertThat(submissions.find(held).orElseThrow().state()).isInstanceOf(SubmissionState.InReview.class);
    }

    @Test
    void aRejectionNeedsAReasonAndItsWordsReachTheDeveloper() {
        UUID held = heldKernel();

        Response empty = browser(reviewer).post("/console/reviews/" + held + "/reject", "reason", " ");
        assertThat(empty.statusCode()).isEqualTo(400);
        assertThat(empty.asString()).contains("Cannot decide without a reason");

        Response answer = browser(reviewer)
                .post("/console/reviews/" + held + "/reject", "reason", "the <b>boot</b> splash is wrong");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(html())
                .contains("data-watch>Refused</span>")
                .contains("the &lt;b&gt;boot&lt;/b&gt; splash is wrong")
                .doesNotContain("<b>boot");
        Response late = browser(reviewer).post("/console/reviews/" + held + "/approve", "reason", "after all");
        assertThat(late.statusCode()).isEqualTo(409);
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void onlyReviewersDecide(Role role) {
        UUID held = heldKernel();
        ConsoleBrowser browser = browser(publishers.person(brand, role));
        boolean decides = role == Role.ADMIN || role == Role.REVIEWER;

        String html = browser.get("/console/reviews").asString();

        assertThat(html).contains("id=\"review-" + held + "\"");
        assertThat(html.contains(">Approve</button>")).isEqualTo(decides);
        assertThat(html.contains("deciding needs the role administrator or reviewer"))
                .isEqualTo(!decides);
        assertThat(html.contains("href=\"/console/reviews\"")).isEqualTo(decides);
        assertThat(browser.post("/console/reviews/" + held + "/reject", "reason", "no")
                        .statusCode())
                .isEqualTo(decides ? 303 : 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"approve", "reject", "again"})
    void anUploadOfAnotherBrandLooksLikeOneThatDoesNotExistAndFormsNeedTheirToken(String verb) {
        UUID held = heldKernel();
        UUID absent = UUID.fromString("0b0c9d0e-0000-4000-8000-000000000000");
        ConsoleBrowser stranger = browser(publishers.person(publishers.brand(), Role.ADMIN));

        Response hidden = stranger.post("/console/reviews/" + held + "/" + verb, "reason", "x");

        assertThat(hidden.statusCode()).isEqualTo(404);
        assertThat(like(held, hidden))
                .isEqualTo(like(absent, stranger.post("/console/reviews/" + absent + "/" + verb, "reason", "x")));
        assertThat(stranger.get("/console/reviews").asString())
                .contains("Nothing waits")
                .doesNotContain(held.toString());
        assertThat(browser(reviewer)
                        .postWith("guessed", "/console/reviews/" + held + "/" + verb, "reason", "x")
                        .statusCode())
                .isEqualTo(403);
        assertThat(submissions.find(held).orElseThrow().state()).isInstanceOf(SubmissionState.InReview.class);
    }

    @Test
    void componentsAreUploadedWithTheirSnapAndShownAtItsRevision() {
        byte[] snap = withMaps();
        byte[] maps = Components.of(name, "maps", "standard", "version: '2026'\n");

        Response answer = submit(snap, file(name + "+maps_2026.comp", maps));

        assertThat(answer.statusCode()).isEqualTo(303);
        settled();
        assertThat(html())
                .contains("It is revision 1 now and can be released.")
                .contains("with component maps 2026 (revision 1)");
    }

    @Test
    void aComponentThatTheSnapDoesNotDeclareIsRefusedInWords() {
        submit(SnapFile.app(name, "1.0"), file(name + "+maps.comp", Components.of(name, "maps", "standard", "")));
        settled();

        assertThat(html()).contains("data-watch>Refused</span>").contains("the snap.yaml declares no component");
    }

    @Test
    void aComponentFileOfWhichNobodyCanTellWhatItIsIsToldOnThePage() {
        byte[] maps = Components.of(name, "maps", "standard", "");

        Response nameless = submit(withMaps(), file("<maps>.comp", maps));
        assertThat(nameless.statusCode()).isEqualTo(400);
        assertThat(nameless.asString())
                .contains("Cannot take the components: the name of the file &lt;maps&gt;.comp does not say");
        Response twice = submit(withMaps(), file(name + "+maps.comp", maps), file(name + "+maps_2.comp", maps));
        assertThat(twice.asString()).contains("two files are component maps");
        Response none = submit(withMaps(), "no-such-upload");
        assertThat(none.asString()).contains("a file was not uploaded");
        assertThat(submissions.of(id)).isEmpty();
    }

    private byte[] withMaps() {
        return SnapFile.of(name, "1.0", "architectures: [amd64]\nbase: core24\ncomponents: {maps: {type: standard}}\n");
    }

    private static String file(String filename, byte[] content) {
        return given().multiPart("binary", filename, content, "application/octet-stream")
                .post("/unscanned-upload/")
                .path("upload_id");
    }

    private Response submit(byte[] snap, String... components) {
        List<String> fields = new ArrayList<>(
                List.of("upload", Publishers.upload(snap), "size", Integer.toString(snap.length), "channel", ""));
        for (String component : components) {
            fields.addAll(List.of("component", component));
        }
        return browser(developer).post(page + "/uploads", fields.toArray(String[]::new));
    }

    private UUID heldKernel() {
        byte[] file = SnapFile.of(name, "1.0", KERNEL);
        submit(Publishers.upload(file), file.length, "");
        settled();
        UUID held = publishers.newestSubmission(id);
        assertThat(submissions.find(held).orElseThrow().state()).isInstanceOf(SubmissionState.InReview.class);
        return held;
    }

    private Response submit(String upload, long size, String channel) {
        return browser(developer)
                .post(page + "/uploads", "upload", upload, "size", Long.toString(size), "channel", channel);
    }

    private void settled() {
        for (int poll = 0; poll < 300; poll++) {
            if (submissions.newest(id).orElseThrow().state().isSettled()) {
                return;
            }
            Publishers.pause();
        }
        throw new AssertionError("the submission was not processed in time");
    }

    private String html() {
        return browser(developer).get(page).asString();
    }

    private ConsoleBrowser browser(Person person) {
        return browsers.signedIn(person);
    }

    private static String like(UUID id, Response page) {
        return page.asString().replace(id.toString(), "ID").replaceAll("trace [0-9a-f]+", "TRACE");
    }
}
