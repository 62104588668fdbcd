package org.brandstore.assertion.type.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.codec.TestHeaders;
import org.brandstore.assertion.type.Minimal;
import org.brandstore.assertion.type.Rules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatNeedsTest {

    /** A constraint that is right in a connection rule of a plug, with the format that its feature needs. */
    record Feature(String key, HeaderValue value, int format) {}

    private static final List<Feature> FEATURES = List.of(
            new Feature("on-core-desktop", HeaderValue.text("true"), 1),
            new Feature("slot-snap-type", HeaderValue.texts(List.of("app")), 1),
            new Feature("slots-per-plug", HeaderValue.text("*"), 1),
            new Feature("plug-attributes", map("a", HeaderValue.text("x.*")), 1),
            new Feature("plug-attributes", map("a", map("b", HeaderValue.text("$MISSING"))), 2),
            new Feature("slot-attributes", map("a", HeaderValue.text("$SLOT(b)")), 2),
            new Feature("on-store", HeaderValue.texts(List.of("brand-store")), 3),
            new Feature("on-model", HeaderValue.texts(List.of("ab/box")), 3),
            new Feature("slot-names", HeaderValue.texts(List.of("$INTERFACE")), 4),
            new Feature("slot-attributes", map("a", HeaderValue.texts(List.of("x", "y"))), 5),
            new Feature("slot-attributes", map("a", HeaderValue.text("$SLOT_PUBLISHER_ID")), 6),
            new Feature("on-classic", HeaderValue.texts(List.of("ubuntu/*")), 7));

    private static HeaderValue map(String key, HeaderValue value) {
        return HeaderValue.entries(Map.of(key, value));
    }

    @Provide
    Arbitrary<List<Feature>> features() {
        return Arbitraries.of(FEATURES).list().ofMinSize(1).ofMaxSize(6);
    }

    @Provide
    Arbitrary<List<String>> subrules() {
        return Arbitraries.of("allow-connection", "allow-auto-connection")
                .list()
                .ofSize(6);
    }

    /** Each feature in a rule of its own interface. */
    private static Headers declaration(List<Feature> features, List<String> subrules) {
        Map<String, HeaderValue> rules = new TreeMap<>();
        for (int i = 0; i < features.size(); i++) {
            Feature feature = features.get(i);
            rules.put("interface-" + i, map(subrules.get(i), map(feature.key(), feature.value())));
        }
        return TestHeaders.with(Minimal.headers(AssertionType.SNAP_DECLARATION), "plugs", HeaderValue.entries(rules));
    }

    @Property
    void theFormatIsTheHighestOfTheFeatures(
            @ForAll("features") List<Feature> features, @ForAll("subrules") List<String> subrules) {
        int highest = features.stream().mapToInt(Feature::format).max().orElseThrow();

        assertThat(FormatNeeds.minimal(AssertionType.SNAP_DECLARATION, declaration(features, subrules)))
                .isEqualTo(highest);
    }

    @Property
    void addingAFeatureNeverLowersTheFormat(
            @ForAll("features") List<Feature> features, @ForAll("subrules") List<String> subrules) {
        int before = 0;
        for (int i = 1; i <= features.size(); i++) {
            int now =
                    FormatNeeds.minimal(AssertionType.SNAP_DECLARATION, declaration(features.subList(0, i), subrules));

            assertThat(now).isGreaterThanOrEqualTo(before);
            before = now;
        }
    }

    @Property
    void allFeaturesOfOneConstraintCount(@ForAll("distinct") List<Feature> features) {
        Map<String, HeaderValue> constraint = new TreeMap<>();
        features.forEach(feature -> constraint.put(feature.key(), feature.value()));
        Headers headers = TestHeaders.with(
                Minimal.headers(AssertionType.SNAP_DECLARATION),
                "plugs",
                map("content", map("allow-connection", HeaderValue.entries(constraint))));
        int highest = features.stream().mapToInt(Feature::format).max().orElseThrow();

        assertThat(FormatNeeds.minimal(AssertionType.SNAP_DECLARATION, headers)).isEqualTo(highest);
    }

    /** Features with different keys. */
    @Provide
    Arbitrary<List<Feature>> distinct() {
        return Combinators.combine(
                        Arbitraries.shuffle(FEATURES), Arbitraries.integers().between(1, 5))
                .as((shuffled, size) -> {
                    List<Feature> chosen = new ArrayList<>();
                    for (Feature feature : shuffled) {
                        boolean fresh =
                                chosen.stream().noneMatch(other -> other.key().equals(feature.key()));
                        if (fresh && chosen.size() < size) {
                            chosen.add(feature);
                        }
                    }
                    return chosen;
                });
    }

    @ParameterizedTest
    @EnumSource
    void theMinimumNeedsNoFormat(AssertionType type) {
        assertThat(FormatNeeds.minimal(type, Minimal.headers(type))).isZero();
    }

    @Test
    void constraintsOfKeysNeedTheFirstFormat() {
        Headers headers = TestHeaders.parse("constraints:\n  -\n    headers:\n      type: model");

        assertThat(FormatNeeds.minimal(AssertionType.ACCOUNT_KEY, headers)).isEqualTo(1);
        assertThat(Rules.accept(AssertionType.ACCOUNT_KEY, "constraints:\n  -\n    headers:\n      type: model")
                        .format())
                .isEqualTo(1);
    }

    @Test
    void aBaseDeclarationUsesEverythingAtFormatZero() {
        Headers headers = TestHeaders.parse("plugs:\n  home:\n    allow-connection:\n      on-classic:\n        - a/b");

        assertThat(FormatNeeds.minimal(AssertionType.BASE_DECLARATION, headers)).isZero();
    }

    @Test
    void whatOnlyLooksLikeAFeatureNeedsNoFormat() {
        Headers headers = TestHeaders.parse("""
                refresh-control:
                  - AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa
                revision-authority:
                  -
                    account-id: fixture-brand
                    on-store:
                      - brand-store
                    provenance:
                      - own
                """);

        assertThat(FormatNeeds.minimal(AssertionType.SNAP_DECLARATION, headers)).isZero();
    }

    @Test
    void aHigherFormatIsAllowedButNotALowerOne() {
        String rules = "plugs:\n  home:\n    allow-connection:\n      on-store:\n        - brand-store\nformat: ";

        assertThat(Rules.accept(AssertionType.SNAP_DECLARATION, rules + 3).format())
                .isEqualTo(3);
        assertThat(Rules.accept(AssertionType.SNAP_DECLARATION, rules + 7).format())
                .isEqualTo(7);
        assertThatThrownBy(() -> Rules.accept(AssertionType.SNAP_DECLARATION, rules + 2))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("it must be 3 to 7");
        assertThatThrownBy(() -> Rules.accept(AssertionType.SNAP_DECLARATION, rules + 8))
                .isInstanceOf(AssertionException.class)
                .hasMessageContaining("it must be 3 to 7");
    }
}
