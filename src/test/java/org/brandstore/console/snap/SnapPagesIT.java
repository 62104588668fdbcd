package org.brandstore.console.snap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.console.ConsoleBrowser;
import org.brandstore.console.ConsoleBrowsers;
import org.brandstore.naming.Channel;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.Track;
import org.brandstore.release.ReleaseRequest;
import org.brandstore.release.ReleaseRequests;
import org.brandstore.release.Releases;
import org.brandstore.release.channel.Phase;
import org.brandstore.release.channel.Pointer;
import org.brandstore.release.channel.Progressive;
import org.brandstore.release.track.Tracks;
import org.brandstore.snap.Snap;
import org.brandstore.snap.Snaps;
import org.brandstore.store.BrandStore;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.brandstore.testing.Publishers.Brand;
import org.brandstore.testing.SnapRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of snaps and the release board: what they say, who may do what, and that hidden snaps are absent. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class SnapPagesIT {
    private static final Channel EDGE = Channel.parse("latest/edge");

    @Inject
    SnapRows rows;

    @Inject
    Publishers publishers;

    @Inject
    Snaps snaps;

    @Inject
    Releases releases;

    @Inject
    ReleaseRequests requests;

    @Inject
    Tracks tracks;

    @Inject
    ConsoleBrowsers browsers;

    private BrandStore store;
    private Person developer;
    private SnapId id;
    private String name;
    private String page;

    @BeforeEach
    void aSnapWithTwoRevisions() {
        store = rows.store();
        developer = rows.person(store, Role.PUBLISHER);
        id = rows.snap(store);
        name = snaps.require(id).name().value();
        page = "/console/snaps/" + name;
        rows.revision(id, developer, "amd64", "arm64");
        rows.revision(id, developer, "amd64");
    }

    // --- the list -------------------------------------------------------------------------------------------------

    @Test
    void theListSaysWhatIsNewestAndWhatChannelsOffer() {
        release(1, "latest/edge");

        assertThat(browser(developer).get("/console/snaps").asString())
                .contains("href=\"" + page + "\"")
                .contains("1.2 (revision 2)")
                .contains("<span class=\"muted\">edge</span> <strong data-watch>1.1</strong>")
                .contains(store.name());
    }

    @Test
    void aNameIsRegisteredInTheBrowser() {
        Brand brand = publishers.brand();
        Person publisher = publishers.person(brand, Role.PUBLISHER);
        String wanted = publishers.unique("app");

        Response answer = browser(publisher)
                .post("/console/snaps", "name", wanted, "store", brand.store().value());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo("/console/snaps/" + wanted);
        assertThat(snaps.ofStores(List.of(brand.store())))
                .extracting(snap -> snap.name().value(), Snap::publisher)
                .containsExactly(tuple(wanted, brand.account()));
        assertThat(browser(publisher).get("/console/snaps/" + wanted).asString())
                .contains("There is none yet.");
    }

    @Test
    void aNameThatCannotBeIsToldOnThePageAndStaysTyped() {
        Response wrong = browser(developer).post("/console/snaps", "name", "Not_A_Name<b>");
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.asString()).contains("value=\"Not_A_Name&lt;b&gt;\"").contains("role=\"alert\"");

        Response taken = browser(developer).post("/console/snaps", "name", name);
        assertThat(taken.statusCode()).isEqualTo(409);
        assertThat(taken.asString()).contains("role=\"alert\"");
    }

    @Test
    void whoIsNoPublisherIsNotOfferedNames() {
        ConsoleBrowser viewer = browser(rows.person(store, Role.VIEWER));

        assertThat(viewer.get("/console/snaps").asString()).contains(name).doesNotContain("Register a name");
        assertThat(viewer.post("/console/snaps", "name", name + "-x").statusCode())
                .isEqualTo(403);
        assertThat(snaps.ofStores(List.of(store.id()))).hasSize(1);
    }

    // --- the board ------------------------------------------------------------------------------------------------

    @Test
    void aReleaseOnTheBoardReachesTheChannelForEachArchitecture() {
        Response answer = browser(developer).post(page + "/release", "revision", "1", "channel", "latest/edge");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(page);
        assertThat(releases.channelMap(id))
                .extracting(Pointer::channel, pointer -> pointer.architecture().value(), Pointer::revision)
                .containsExactly(tuple(EDGE, "amd64", new Revision(1)), tuple(EDGE, "arm64", new Revision(1)));
        assertThat(cell("amd64", "latest-edge"))
                .contains("<strong data-watch>1.1</strong>")
                .contains("datetime=");
        assertThat(cell("arm64", "latest-edge")).contains("<strong data-watch>1.1</strong>");
        assertThat(cell("amd64", "latest-beta")).contains(">–<");
    }

    @Test
    void aShareOfTheDevicesShowsInTheCellBesideWhatTheOthersHave() {
        release(1, "latest/edge");

        release(2, "latest/edge", "percentage", "25");

        assertThat(releases.phases(id)).extracting(Phase::share).containsExactly(new Progressive(25, false));
        assertThat(cell("amd64", "latest-edge"))
                .contains("<strong data-watch>1.1</strong>")
                .contains("1.2 → 25\u202f%");
        assertThat(cell("arm64", "latest-edge")).doesNotContain("→");

        release(2, "latest/edge", "percentage", "40", "paused", "yes");
        assertThat(cell("amd64", "latest-edge")).contains("1.2 → 40\u202f%, paused");

        release(2, "latest/edge", "percentage", "100");
        assertThat(cell("amd64", "latest-edge"))
                .contains("<strong data-watch>1.2</strong>")
                .doesNotContain("→");
    }

    @Test
    void whatWaitsForApprovalIsPendingInTheCellAndSaysWhichShareIsMeant() {
        release(2, "latest/stable", "percentage", "25");

        ReleaseRequest request = requests.open(List.of(store.id())).getFirst();
        assertThat(request.share()).isEqualTo(new Progressive(25, false));
        assertThat(releases.channelMap(id)).isEmpty();
        assertThat(cell("amd64", "latest-stable"))
                .contains("href=\"/console/releases/" + request.id() + "\"")
                .contains("1.2 → 25\u202f% waits for approval");
        assertThat(cell("amd64", "latest-candidate")).doesNotContain("waits");

        ConsoleBrowser manager = browser(rows.person(store, Role.RELEASE_MANAGER));
        assertThat(manager.get("/console/releases").asString()).contains("<strong>25\u202f% of the devices</strong>");
        assertThat(manager.get("/console/releases/" + request.id()).asString())
                .contains("<strong>25\u202f% of the devices</strong>")
                .contains("The others keep what the channel offers now.");
    }

    @Test
    void aRequestForAllDevicesSaysNothingOfShares() {
        release(2, "latest/stable");

        ReleaseRequest request = requests.open(List.of(store.id())).getFirst();
        assertThat(browser(developer).get("/console/releases/" + request.id()).asString())
                .doesNotContain("of the devices</strong>")
                .doesNotContain("Only a share");
    }

    @Test
    void aChannelIsClosedAndATypedBranchIsOpened() {
        release(1, "latest/edge");
        release(2, "latest/edge/fix-7");
        assertThat(cell("amd64", "latest-edge")).contains("fix-7").contains("<strong data-watch>1.2</strong>");

        Response answer = browser(developer)
                .post(page + "/close", "channel", "latest/edge", "channel", "", "reason", "it is old");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(releases.channelMap(id))
                .extracting(pointer -> pointer.channel().toString())
                .containsExactly("latest/edge/fix-7");
    }

    @Test
    void eachTrackHasATableOfItsOwn() {
        tracks.create(id, new Track("2.0"), Actor.of(developer));

        assertThat(browser(developer).get(page).asString())
                .contains("id=\"track-latest\"")
                .contains("id=\"track-2.0\"")
                .contains("value=\"2.0/candidate\"")
                .contains("default track");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|latest/edge|100|choose a revision first",
                "1|''|100|choose one first",
                "nine|latest/edge|100|an integer of 1 or more",
                "9|latest/edge|100|revision 9",
                "1|latest/quick|100|stable, candidate, beta or edge",
                "1|3.0/edge|100|has no track 3.0",
                "1|latest/edge|0|must be 1 to 100",
                "1|latest/edge|some|whole number of percent",
            })
    void whatCannotBeReleasedIsToldOnTheBoardAndChangesNothing(
            String revision, String channel, String percentage, String words) {
        Response answer = browser(developer)
                .post(page + "/release", "revision", revision, "channel", channel, "percentage", percentage);

        assertThat(answer.statusCode()).isIn(400, 404);
        assertThat(answer.asString()).contains("role=\"alert\"").contains(words).contains("id=\"board\"");
        assertThat(releases.channelMap(id)).isEmpty();
        assertThat(requests.open(List.of(store.id()))).isEmpty();
    }

    @Test
    void aWithdrawnRevisionIsShownButNotOffered() {
        rows.run("update snap_revision set withdrawn_at = now() where snap_id = ?1 and revision = 2", id);

        String html = browser(developer).get(page).asString();

        assertThat(html)
                .contains("withdrawn</span>")
                .doesNotContain("id=\"pick-2\"")
                .contains("id=\"pick-1\"");
        Response answer = browser(developer).post(page + "/release", "revision", "2", "channel", "latest/edge");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.asString()).contains("it was withdrawn");
    }

    // --- who ------------------------------------------------------------------------------------------------------

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "OUTSIDE_PUBLISHER")
    void onlyWhoMayReleaseIsOfferedTheBoardsForms(Role role) {
        ConsoleBrowser browser = browser(rows.person(store, role));
        boolean releasing = role == Role.ADMIN || role == Role.PUBLISHER || role == Role.RELEASE_MANAGER;
        boolean uploading = role == Role.ADMIN || role == Role.PUBLISHER;

        String html = browser.get(page).asString();

        assertThat(html).contains(name).contains("1.2");
        assertThat(html.contains("id=\"dock\"")).isEqualTo(releasing);
        assertThat(html.contains("draggable=\"true\"")).isEqualTo(releasing);
        assertThat(html.contains("id=\"upload\"")).isEqualTo(uploading);
        assertThat(browser.post(page + "/release", "revision", "1", "channel", "edge")
                        .statusCode())
                .isEqualTo(releasing ? 303 : 403);
        assertThat(browser.post(page + "/close", "channel", "edge", "reason", "it is old")
                        .statusCode())
                .isEqualTo(releasing ? 303 : 403);
        assertThat(browser.post(page + "/uploads", "upload", "none").statusCode())
                .isEqualTo(uploading ? 400 : 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/release", "/close", "/uploads"})
    void aFormWithoutTheTokenOfThisSessionChangesNothing(String part) {
        String path = part.isEmpty() ? "/console/snaps" : page + part;

        Response answer = browser(developer)
                .postWith("guessed", path, "name", name + "-y", "revision", "1", "channel", "latest/edge");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(releases.channelMap(id)).isEmpty();
        assertThat(snaps.ofStores(List.of(store.id()))).hasSize(1);
    }

    @Test
    void theSnapOfAnotherBrandsStoreLooksLikeOneThatDoesNotExist() {
        ConsoleBrowser stranger = browser(rows.person(rows.store(), Role.ADMIN));
        ConsoleBrowser sibling = browser(rows.person(rows.storeOf(store.brand()), Role.ADMIN));
        for (ConsoleBrowser browser : List.of(stranger, sibling)) {
            for (String known : List.of(name, id.value())) {
                String absent = known.equals(name) ? "no-such-snap" : "0".repeat(32);
                assertThat(browser.get("/console/snaps/" + known).statusCode()).isEqualTo(404);
                assertThat(like(known, browser.get("/console/snaps/" + known)))
                        .isEqualTo(like(absent, browser.get("/console/snaps/" + absent)));
                for (String verb : List.of("/release", "/close", "/uploads")) {
                    String[] form = {"revision", "1", "channel", "latest/edge"};
                    Response hidden = browser.post("/console/snaps/" + known + verb, form);
                    assertThat(hidden.statusCode()).isEqualTo(404);
                    assertThat(like(known, hidden))
                            .isEqualTo(like(absent, browser.post("/console/snaps/" + absent + verb, form)));
                }
            }
            assertThat(browser.get("/console/snaps").asString()).doesNotContain(name);
        }
        assertThat(browser(developer).get("/console/snaps/" + id).statusCode()).isEqualTo(200);
        assertThat(releases.channelMap(id)).isEmpty();
    }

    @Test
    void pagesHaveNoInlineCodeAndAreSentAgainOnlyWhenTheyChange() {
        for (String path : List.of("/console/snaps", page, "/console/reviews")) {
            Response first = browser(developer).get(path);
            assertThat(first.statusCode()).as(path).isEqualTo(200);
            assertThat(first.asString())
                    .doesNotContain("style=\"")
                    .doesNotContainPattern("<script(?![^>]*src=)")
                    .doesNotContainPattern("\\son[a-z]+=\"");
        }
        ConsoleBrowser browser = browser(developer);
        String tag = browser.get(page).header("ETag");
        assertThat(browser.getIfChanged(page, tag).statusCode()).isEqualTo(304);
        release(1, "latest/edge");
        assertThat(browser.getIfChanged(page, tag).statusCode()).isEqualTo(200);
    }

    private ConsoleBrowser browser(Person person) {
        return browsers.signedIn(person);
    }

    private void release(int revision, String channel, String... more) {
        String[] fields = new String[more.length + 4];
        fields[0] = "revision";
        fields[1] = Integer.toString(revision);
        fields[2] = "channel";
        fields[3] = channel;
        System.arraycopy(more, 0, fields, 4, more.length);
        assertThat(browser(developer).post(page + "/release", fields).statusCode())
                .isEqualTo(303);
    }

    /** What the developer's board says in one cell. */
    private String cell(String architecture, String column) {
        String html = browser(developer).get(page).asString();
        String begin = "<td id=\"cell-" + architecture + "-to-" + column + "\"";
        int start = html.indexOf(begin);
        assertThat(start).as(begin).isNotNegative();
        return html.substring(start, html.indexOf("</td>", start));
    }

    private static String like(String name, Response page) {
        return page.asString().replace(name, "NAME").replaceAll("trace [0-9a-f]+", "TRACE");
    }
}
