package org.brandstore.console.snap;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.console.ConsoleBrowser;
import org.brandstore.console.ConsoleBrowsers;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.Track;
import org.brandstore.release.track.SnapTrack;
import org.brandstore.release.track.Tracks;
import org.brandstore.snap.Revisions;
import org.brandstore.snap.Snaps;
import org.brandstore.store.BrandStore;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.SnapRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Withdrawn revisions, tracks and long lists of revisions on the page of a snap. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class BoardPagesIT {
    @Inject
    SnapRows rows;

    @Inject
    Snaps snaps;

    @Inject
    Revisions revisions;

    @Inject
    Tracks tracks;

    @Inject
    ConsoleBrowsers browsers;

    private BrandStore store;
    private Person developer;
    private SnapId id;
    private String page;

    @BeforeEach
    void aSnapWithTwoRevisions() {
        store = rows.store();
        developer = rows.person(store, Role.PUBLISHER);
        id = rows.snap(store);
        page = "/console/snaps/" + snaps.require(id).name();
        rows.revision(id, developer, "amd64");
        rows.revision(id, developer, "amd64");
    }

    // --- withdrawn ------------------------------------------------------------------------------------------------

    @Test
    void aWithdrawnRevisionIsNotShownAsOfferedAndWhatWasThereBeforeIs() {
        release(1, "latest/edge");
        release(2, "latest/edge");

        withdraw(2);

        assertThat(cell("latest-edge"))
                .contains("<strong data-watch>1.1</strong>")
                .contains("<s>1.2 (revision 2)</s> withdrawn")
                .doesNotContain("<strong data-watch>1.2")
                .doesNotContain(">–<");
        assertThat(revision(1)).contains(">latest/edge</li>");
        assertThat(revision(2)).contains("withdrawn</span>").doesNotContain("latest/edge");
        assertThat(browser().get("/console/snaps").asString())
                .contains("1.2 (revision 2, withdrawn)")
                .contains("<span class=\"muted\">edge</span> <strong data-watch>1.1</strong>");
        assertThat(browser().get("/console").asString())
                .contains("data-watch>1.1</span>")
                .doesNotContain("data-watch>1.2</span>");
    }

    @Test
    void aChannelOfWhichNothingIsLeftIsShownAsOfferingNothing() {
        release(2, "latest/edge");

        withdraw(2);

        assertThat(cell("latest-edge"))
                .contains("class=\"cell closed\"")
                .contains(">–<")
                .contains("<s>1.2 (revision 2)</s> withdrawn")
                .doesNotContain("data-watch");
        assertThat(browser().get("/console/snaps").asString()).doesNotContain("<span class=\"muted\">edge</span>");
    }

    @Test
    void whatWasOnItsWayToAShareAndWhatWaitsSaysThatItIsWithdrawn() {
        release(1, "latest/edge");
        release(2, "latest/edge", "percentage", "25");
        release(2, "latest/stable");

        withdraw(2);

        assertThat(cell("latest-edge"))
                .contains("<strong data-watch>1.1</strong>")
                .contains("<s>1.2 → 25\u202f%</s> withdrawn");
        assertThat(cell("latest-stable")).contains("1.2 waits for approval, but is withdrawn");
    }

    @Test
    void beforeARevisionIsWithdrawnThePageSaysWhatDevicesGetInstead() {
        release(1, "latest/candidate");
        approve();
        release(2, "latest/edge");
        assertThat(effect(2, "latest/edge")).contains("<strong>1.1 (revision 1), from latest/candidate</strong>");

        release(1, "latest/beta");
        release(2, "latest/beta");
        assertThat(effect(2, "latest/beta")).contains("<strong>1.1 (revision 1), as before</strong>");
        assertThat(effect(1, "latest/candidate")).contains("<strong>nothing</strong>");
        assertThat(browser().get(page).asString()).contains("href=\"" + page + "/revisions/2/withdraw\"");
    }

    @ParameterizedTest
    @CsvSource({"does not boot,'',tick that you mean it", "' ',yes,without a reason"})
    void withdrawingNeedsAReasonAndThatOneMeansIt(String reason, String sure, String words) {
        Response answer = browser().post(page + "/revisions/2/withdraw", "reason", reason, "sure", sure);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).contains("role=\"alert\"").contains(words).contains(">" + reason + "</textarea>");
        assertThat(revisions.require(id, new Revision(2)).withdrawn()).isFalse();
    }

    @Test
    void aWithdrawnRevisionIsNotWithdrawnAgainAndOneThatIsNoneIsNotFound() {
        withdraw(2);

        assertThat(browser().get(page + "/revisions/2/withdraw").asString())
                .contains("This revision is withdrawn")
                .doesNotContain("<textarea");
        for (String none : List.of("9", "0", "x", "99999999999")) {
            assertThat(browser().get(page + "/revisions/" + none + "/withdraw").statusCode())
                    .as(none)
                    .isEqualTo(404);
        }
        assertThat(browser()
                        .postWith("guessed", page + "/revisions/1/withdraw", "reason", "x", "sure", "yes")
                        .statusCode())
                .isEqualTo(403);
        assertThat(revisions.require(id, new Revision(1)).withdrawn()).isFalse();
    }

    // --- tracks ---------------------------------------------------------------------------------------------------

    @Test
    void aTrackIsMadeOnThePageAndTheDefaultOneComesFirst() {
        assertThat(browser().get(page).asString()).doesNotContain("id=\"default-track\"");

        assertThat(browser().post(page + "/tracks", "track", " 2.0 ").statusCode())
                .isEqualTo(303);
        assertThat(tracks.of(id)).extracting(SnapTrack::name).containsExactly(new Track("latest"), new Track("2.0"));
        assertThat(titles()).containsExactly("latest", "2.0");

        assertThat(browser()
                        .post(page + "/tracks/default", "track", "2.0", "reason", "the next line")
                        .statusCode())
                .isEqualTo(303);
        assertThat(snaps.require(id).defaultTrack()).isEqualTo(new Track("2.0"));
        assertThat(titles()).containsExactly("2.0", "latest");
        assertThat(browser().get(page).asString()).contains("<option value=\"2.0\" selected>2.0</option>");
    }

    @ParameterizedTest
    @CsvSource({"'','',it must be 1 to 28", "'','a b',it must be 1 to 28", "/default,3.0,has no such track"})
    void aTrackThatCannotBeIsToldOnThePage(String form, String track, String words) {
        Response answer = browser().post(page + "/tracks" + form, "track", track, "reason", "the next line");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString()).contains("role=\"alert\"").contains(words).contains("id=\"board\"");
        assertThat(tracks.of(id)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REVIEWER", "VIEWER", "AUDITOR"})
    void whoMayNotReleaseIsOfferedNeitherTracksNorWithdrawing(Role role) {
        ConsoleBrowser browser = browsers.signedIn(rows.person(store, role));

        assertThat(browser.get(page).asString())
                .doesNotContain("id=\"new-track\"")
                .doesNotContain("/withdraw\"");
        assertThat(browser.post(page + "/tracks", "track", "2.0").statusCode()).isEqualTo(403);
        assertThat(tracks.of(id)).hasSize(1);
    }

    // --- many revisions -------------------------------------------------------------------------------------------

    @Test
    void everyRevisionIsOnOneOfThePages() {
        assertThat(browser().get(page).asString()).doesNotContain("aria-label=\"More revisions\"");
        for (int i = 3; i <= 65; i++) {
            rows.revision(id, developer, "amd64");
        }

        String first = browser().get(page).asString();
        assertThat(numbers(first)).hasSize(30).startsWith(65).endsWith(36);
        assertThat(first).contains(">1 to 30 of 65<").doesNotContain(">Newer<");
        String second = browser().get(page + "?before=36").asString();
        assertThat(first).contains("href=\"" + page + "?before=36#revisions\"");
        assertThat(numbers(second)).hasSize(30).startsWith(35).endsWith(6);
        assertThat(second)
                .contains("href=\"" + page + "#revisions\"")
                .contains("href=\"" + page + "?before=6#revisions\"")
                .contains("data-page=\"" + page + "?before=36\"")
                .contains("id=\"pick-6\"");
        String third = browser().get(page + "?before=6").asString();
        assertThat(numbers(third)).containsExactly(5, 4, 3, 2, 1);
        assertThat(third).contains("href=\"" + page + "?before=36#revisions\"").doesNotContain(">Older<");
        assertThat(numbers(browser().get(page + "?before=nine").asString())).isEqualTo(numbers(first));
        assertThat(numbers(browser().get(page + "?before=1").asString()))
                .hasSize(30)
                .endsWith(1);
    }

    private ConsoleBrowser browser() {
        return browsers.signedIn(developer);
    }

    private void withdraw(int revision) {
        Response answer =
                browser().post(page + "/revisions/" + revision + "/withdraw", "reason", "it is bad", "sure", "yes");
        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(page);
        assertThat(revisions.require(id, new Revision(revision)).withdrawn()).isTrue();
    }

    /** Lets what waits go to devices. */
    private void approve() {
        ConsoleBrowser manager = browsers.signedIn(rows.person(store, Role.RELEASE_MANAGER));
        Matcher waiting = Pattern.compile("href=\"(/console/releases/[0-9a-f-]{36})\"")
                .matcher(manager.get("/console/releases").asString());
        while (waiting.find()) {
            manager.post(waiting.group(1) + "/approve", "reason", "fine");
        }
    }

    private void release(int revision, String channel, String... more) {
        List<String> fields = new ArrayList<>(List.of("revision", Integer.toString(revision), "channel", channel));
        fields.addAll(List.of(more));
        assertThat(browser()
                        .post(page + "/release", fields.toArray(String[]::new))
                        .statusCode())
                .isEqualTo(303);
    }

    private String cell(String column) {
        return part(browser().get(page).asString(), "<td id=\"cell-amd64-to-" + column + "\"", "</td>");
    }

    private String revision(int number) {
        String html = browser().get(page).asString();
        return part(html, "id=\"revision-" + number + "\"", "class=\"muted small found\"");
    }

    private String effect(int revision, String channel) {
        String html =
                browser().get(page + "/revisions/" + revision + "/withdraw").asString();
        return part(html, "id=\"effect-" + channel + "-amd64\"", "</tr>");
    }

    private static String part(String html, String begin, String end) {
        int start = html.indexOf(begin);
        assertThat(start).as(begin).isNotNegative();
        return html.substring(start, html.indexOf(end, start));
    }

    private List<String> titles() {
        Matcher matcher = Pattern.compile("id=\"track-title-([^\"]+)\"")
                .matcher(browser().get(page).asString());
        return matcher.results().map(result -> result.group(1)).toList();
    }

    private static List<Integer> numbers(String html) {
        return Pattern.compile("id=\"revision-([0-9]+)\"")
                .matcher(html)
                .results()
                .map(result -> Integer.parseInt(result.group(1)))
                .toList();
    }
}
