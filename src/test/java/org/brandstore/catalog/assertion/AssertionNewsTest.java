package org.brandstore.catalog.assertion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.brandstore.catalog.CatalogFixture.asker;
import static org.brandstore.catalog.CatalogFixture.id;

import java.util.List;
import java.util.Map;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.catalog.AssertionIndex;
import org.brandstore.catalog.Catalog;
import org.brandstore.catalog.CatalogFixture;
import org.junit.jupiter.api.Test;

class AssertionNewsTest {
    private static final Map<String, Integer> FORMATS = Map.of("account-key", 1, "snap-declaration", 7);

    private final CatalogFixture fixture = new CatalogFixture();

    private AssertionNews ask(WantedAssertion... wanted) {
        return ask(FORMATS, wanted);
    }

    private AssertionNews ask(Map<String, Integer> formats, WantedAssertion... wanted) {
        Catalog catalog = fixture.build();
        return AssertionNews.find(asker(catalog), catalog, new AssertionGroup("AAA", List.of(wanted)), formats);
    }

    private void has(AssertionType type, String key, int format, int revision) {
        fixture.assertion(new AssertionIndex.Entry(type, key, format, revision));
    }

    private static WantedAssertion declaration(int snap, int newerThan) {
        return new WantedAssertion.Single("snap-declaration", List.of("16", id(snap)), newerThan);
    }

    private static List<AssertionRef> refs(AssertionNews news) {
        return news.lists().stream()
                .flatMap(list -> list.items().stream())
                .map(AssertionList.Item::ref)
                .toList();
    }

    @Test
    void onlyANewerRevisionIsNews() {
        fixture.snap(1, "hello");
        has(AssertionType.SNAP_DECLARATION, "16/" + id(1), 0, 3);

        assertThat(refs(ask(declaration(1, 2))))
                .containsExactly(AssertionRef.of(AssertionType.SNAP_DECLARATION, "16", id(1)));
        assertThat(refs(ask(declaration(1, WantedAssertion.NONE)))).hasSize(1);
        assertThat(refs(ask(declaration(1, 3)))).isEmpty();
        assertThat(ask(declaration(1, 3)).missing()).isEmpty();
    }

    @Test
    void theLabelIsEchoed() {
        assertThat(ask().key()).isEqualTo("AAA");
    }

    @Test
    void aFormatThatTheClientDoesNotKnowIsNoNews() {
        fixture.snap(1, "hello");
        has(AssertionType.SNAP_DECLARATION, "16/" + id(1), 0, 3);
        has(AssertionType.SNAP_DECLARATION, "16/" + id(1), 6, 4);

        assertThat(refs(ask(Map.of("snap-declaration", 5), declaration(1, 3)))).isEmpty();
        assertThat(refs(ask(Map.of("snap-declaration", 6), declaration(1, 3)))).hasSize(1);
        assertThat(ask(Map.of(), declaration(1, WantedAssertion.NONE))
                        .lists()
                        .getFirst()
                        .items())
                .containsExactly(
                        new AssertionList.Item(AssertionRef.of(AssertionType.SNAP_DECLARATION, "16", id(1)), 0));
    }

    @Test
    void anOldClientNeverGetsAKeyOfFormatOne() {
        has(AssertionType.ACCOUNT_KEY, "key-1", 1, 0);

        WantedAssertion wanted = new WantedAssertion.Single("account-key", List.of("key-1"), WantedAssertion.NONE);

        assertThat(ask(Map.of("snap-declaration", 5), wanted).missing()).containsExactly(wanted);
        assertThat(refs(ask(wanted))).hasSize(1);
    }

    @Test
    void whatTheClientLacksAndCannotGetIsMissingAndWhatItHasIsUnchanged() {
        assertThat(ask(declaration(7, WantedAssertion.NONE)).missing()).hasSize(1);
        assertThat(ask(declaration(7, 0)).missing()).isEmpty();
    }

    @Test
    void theDeclarationOfAHiddenSnapIsLikeOneThatIsNot() {
        fixture.hidden(1, "secret");
        has(AssertionType.SNAP_DECLARATION, "16/" + id(1), 0, 3);

        assertThat(ask(declaration(1, WantedAssertion.NONE)).missing()).hasSize(1);
        assertThat(ask(declaration(1, 0))).isEqualTo(ask(declaration(7, 0)));
    }

    @Test
    void aTypeOrKeyThatIsNoneIsMissing() {
        assertThat(ask(new WantedAssertion.Single("nonsense", List.of("a"), WantedAssertion.NONE))
                        .missing())
                .hasSize(1);
        assertThat(ask(new WantedAssertion.Single("account", List.of("a", "b"), WantedAssertion.NONE))
                        .missing())
                .hasSize(1);
        assertThat(ask(new WantedAssertion.Single("account", List.of("a/b"), WantedAssertion.NONE))
                        .missing())
                .hasSize(1);
        assertThat(ask(new WantedAssertion.Latest("account", List.of(), 0, WantedAssertion.NONE))
                        .missing())
                .hasSize(1);
    }

    private static WantedAssertion latest(int from, int newerThan) {
        return new WantedAssertion.Latest("validation-set", List.of("16", "acme", "base-set"), from, newerThan);
    }

    private static WantedAssertion pinned(int sequence, int newerThan) {
        return new WantedAssertion.Pinned("validation-set", List.of("16", "acme", "base-set"), sequence, newerThan);
    }

    private void sets() {
        has(AssertionType.VALIDATION_SET, "16/acme/base-set/4", 0, 2);
        has(AssertionType.VALIDATION_SET, "16/acme/base-set/10", 0, 0);
    }

    @Test
    void theLatestMemberIsTheOneWithTheHighestNumber() {
        sets();

        AssertionRef ten = AssertionRef.of(AssertionType.VALIDATION_SET, "16", "acme", "base-set", "10");
        assertThat(refs(ask(latest(0, WantedAssertion.NONE)))).containsExactly(ten);
        assertThat(refs(ask(latest(4, 2)))).containsExactly(ten);
        assertThat(refs(ask(latest(10, 0)))).isEmpty();
        assertThat(refs(ask(latest(10, WantedAssertion.NONE)))).containsExactly(ten);
    }

    @Test
    void aPinnedMemberIsNewOnlyByItsRevision() {
        sets();

        assertThat(refs(ask(pinned(4, 1)))).hasSize(1);
        assertThat(refs(ask(pinned(4, 2)))).isEmpty();
        assertThat(ask(pinned(5, WantedAssertion.NONE)).missing()).hasSize(1);
    }

    @Test
    void setsOfAnotherBrandAreNotThere() {
        has(AssertionType.VALIDATION_SET, "16/other/base-set/1", 0, 0);

        WantedAssertion wanted = new WantedAssertion.Latest(
                "validation-set", List.of("16", "other", "base-set"), 0, WantedAssertion.NONE);
        assertThat(ask(wanted).missing()).containsExactly(wanted);
    }

    @Test
    void aListSurvivesItsWayThroughAUrl() {
        AssertionList list = new AssertionList(List.of(
                new AssertionList.Item(AssertionRef.of(AssertionType.SNAP_DECLARATION, "16", id(1)), 7),
                new AssertionList.Item(AssertionRef.of(AssertionType.SNAP_REVISION, "digest"), 0),
                new AssertionList.Item(AssertionRef.of(AssertionType.SNAP_REVISION, "digest", "prov-1"), 0)));

        assertThat(list.toString()).matches("[-_A-Za-z0-9]+");
        assertThat(AssertionList.parse(list.toString())).contains(list);
    }

    @Test
    void nonsenseIsNoList() {
        assertThat(AssertionList.parse("")).isEmpty();
        assertThat(AssertionList.parse("????")).isEmpty();
        assertThat(AssertionList.parse("AAAA")).isEmpty();
        assertThat(AssertionList.parse("A".repeat(20_000))).isEmpty();
    }

    @Test
    void manyNewsComeInSeveralLists() {
        for (int snap = 1; snap <= 60; snap++) {
            fixture.snap(snap, "snap-" + snap);
            has(AssertionType.SNAP_DECLARATION, "16/" + id(snap), 0, 1);
        }
        WantedAssertion[] wanted = java.util.stream.IntStream.rangeClosed(1, 60)
                .mapToObj(snap -> declaration(snap, 0))
                .toArray(WantedAssertion[]::new);

        AssertionNews news = ask(wanted);

        assertThat(news.lists()).hasSize(3);
        assertThat(refs(news)).hasSize(60);
    }
}
