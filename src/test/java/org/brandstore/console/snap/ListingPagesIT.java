package org.brandstore.console.snap;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.brandstore.account.Actor;
import org.brandstore.account.Person;
import org.brandstore.account.Role;
import org.brandstore.console.ConsoleBrowser;
import org.brandstore.console.ConsoleBrowsers;
import org.brandstore.naming.SnapId;
import org.brandstore.snap.Snaps;
import org.brandstore.snap.listing.ChangeMode;
import org.brandstore.snap.listing.Listing;
import org.brandstore.snap.listing.ListingChange;
import org.brandstore.snap.listing.ListingField;
import org.brandstore.snap.listing.Listings;
import org.brandstore.store.BrandStore;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.SnapRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page with what people read of a snap. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class ListingPagesIT {
    @Inject
    SnapRows rows;

    @Inject
    Snaps snaps;

    @Inject
    Listings listings;

    @Inject
    ConsoleBrowsers browsers;

    private BrandStore store;
    private Person developer;
    private SnapId id;
    private String board;
    private String page;

    @BeforeEach
    void aDescribedSnap() {
        store = rows.store();
        developer = rows.person(store, Role.PUBLISHER);
        id = rows.snap(store);
        board = "/console/snaps/" + snaps.require(id).name();
        page = board + "/listing";
        tool(Map.of(ListingField.TITLE, "A title", ListingField.SUMMARY, "In <short>"));
    }

    /** What the publisher tool sends. */
    private void tool(Map<ListingField, String> texts) {
        listings.change(
                id,
                new ListingChange(texts, Optional.empty(), Optional.empty()),
                UnaryOperator.identity(),
                ChangeMode.OVERWRITE,
                Actor.of(developer));
    }

    private Listing listing() {
        return listings.of(id);
    }

    private ConsoleBrowser browser() {
        return browsers.signedIn(developer);
    }

    /** The form as it was when it was opened, with some of its fields typed anew. */
    private Response send(Listing opened, Map<String, String> typed) {
        Map<String, String> texts = new TreeMap<>(Map.of(
                "title", opened.title(),
                "summary", opened.summary(),
                "description", opened.description(),
                "license", opened.license().orElse("")));
        List<String> fields = new ArrayList<>();
        texts.forEach((name, text) -> fields.addAll(List.of("was-" + name, text)));
        texts.putAll(typed);
        texts.forEach((name, text) -> fields.addAll(List.of(name, text)));
        return browser().post(page, fields.toArray(String[]::new));
    }

    @Test
    void thePageOfTheSnapLeadsToItAndItShowsTheTexts() {
        assertThat(browser().get(board).asString()).contains("href=\"" + page + "\"");

        assertThat(browser().get(page).asString())
                .contains("value=\"A title\"")
                .contains("value=\"In &lt;short&gt;\"")
                .contains("name=\"follows\" value=\"yes\">");
    }

    @Test
    void onlyWhatWasTypedIsChangedAndIsAPersonsFromThenOn() {
        Response answer = send(listing(), Map.of("summary", "In short", "description", "Line\r\nline"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.header("Location")).isEqualTo(board);
        assertThat(listing().summary()).isEqualTo("In short");
        assertThat(listing().description()).isEqualTo("Line\nline");
        assertThat(listing().edited()).containsExactlyInAnyOrder(ListingField.SUMMARY, ListingField.DESCRIPTION);
    }

    @Test
    void whatSomebodyElseChangedMeanwhileStays() {
        Listing opened = listing();
        tool(Map.of(ListingField.TITLE, "Another title"));

        send(opened, Map.of("summary", "In short"));

        assertThat(listing().title()).isEqualTo("Another title");
        assertThat(listing().summary()).isEqualTo("In short");
    }

    @Test
    void theTextsAreMadeToFollowWhatIsReleasedAndNotToAgain() {
        send(listing(), Map.of("follows", "yes"));
        assertThat(listing().followsStable()).isTrue();
        assertThat(listing().edited()).isEmpty();
        assertThat(browser().get(page).asString()).contains("name=\"follows\" value=\"yes\" checked>");

        send(listing(), Map.of());
        assertThat(listing().followsStable()).isFalse();
    }

    @Test
    void whatCannotBeIsToldOnThePageAndNothingTypedIsLost() {
        Response answer = send(listing(), Map.of("title", "x".repeat(41), "summary", "Typed", "follows", "yes"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.asString())
                .contains("role=\"alert\"")
                .contains("at most 40 characters")
                .contains("value=\"Typed\"")
                .contains("name=\"was-summary\" value=\"In &lt;short&gt;\"")
                .contains("value=\"yes\" checked>");
        assertThat(listing().summary()).isEqualTo("In <short>");
        assertThat(listing().followsStable()).isFalse();
    }

    @Test
    void theLongestDescriptionFits() {
        assertThat(send(listing(), Map.of("description", "ö".repeat(4_096))).statusCode())
                .isEqualTo(303);
        assertThat(send(listing(), Map.of("description", "ö".repeat(4_097))).statusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"REVIEWER", "VIEWER", "AUDITOR", "RELEASE_MANAGER"})
    void whoMayNotPublishReadsItOnly(Role role) {
        ConsoleBrowser reader = browsers.signedIn(rows.person(store, role));

        assertThat(reader.get(page).asString()).contains("In &lt;short&gt;").doesNotContain("name=\"summary\"");
        assertThat(reader.post(page, "summary", "Mine").statusCode()).isEqualTo(403);
        assertThat(listing().summary()).isEqualTo("In <short>");
    }

    @Test
    void whoKnowsNothingOfTheStoreFindsNoPage() {
        ConsoleBrowser stranger = browsers.signedIn(rows.person(rows.store(), Role.ADMIN));

        assertThat(stranger.get(page).statusCode()).isEqualTo(404);
        assertThat(stranger.post(page, "summary", "Mine").statusCode()).isEqualTo(404);
        assertThat(browser().postWith("guessed", page, "summary", "Mine").statusCode())
                .isEqualTo(403);
    }
}
