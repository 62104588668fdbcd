package org.brandstore.assertion.type.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.assertion.type.ValidationSetView.Presence;
import org.brandstore.assertion.type.ValidationSetView.SetComponent;
import org.brandstore.assertion.type.ValidationSetView.SetSnap;
import org.brandstore.assertion.type.gate.Combination.Agreed;
import org.brandstore.assertion.type.gate.Combination.Conflict;
import org.brandstore.assertion.type.gate.Combination.Demand;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombinationTest {

    /** {@code required}, {@code optional@5}, {@code invalid} ... */
    private static Demand demand(String text) {
        String[] parts = text.split("@", 2);
        return new Demand(presence(parts[0]), revision(parts));
    }

    private static Presence presence(String word) {
        return switch (word) {
            case "required" -> Presence.REQUIRED;
            case "optional" -> Presence.OPTIONAL;
            default -> Presence.INVALID;
        };
    }

    private static Optional<Revision> revision(String[] parts) {
        return parts.length == 1 ? Optional.empty() : Optional.of(Revision.parse(parts[1]));
    }

    private static String shown(Combination combination) {
        return switch (combination) {
            case Conflict conflict -> "conflict";
            case Agreed agreed ->
                agreed.presence().name().toLowerCase(Locale.ROOT)
                        + agreed.revision().map(revision -> "@" + revision).orElse("");
        };
    }

    @ParameterizedTest
    @CsvSource({
        "required, required",
        "optional, optional",
        "invalid, invalid",
        "required@5, required@5",
        "required required, required",
        "required required@5, required@5",
        "required@5 required@5, required@5",
        "required@5 required@7, conflict",
        "required invalid, conflict",
        "required@5 invalid, conflict",
        "optional required, required",
        "optional required@5, required@5",
        "optional@5 required, required@5",
        "optional@5 required@5, required@5",
        "optional@5 required@7, conflict",
        "optional optional@5, optional@5",
        "optional@5 optional@5, optional@5",
        "optional@5 optional@7, invalid",
        "optional invalid, invalid",
        "optional@5 invalid, invalid",
        "optional@5 optional@7 invalid, invalid",
        "optional@5 optional@7 required, conflict",
        "required optional optional@5 required@5, required@5"
    })
    void theTable(String demands, String outcome) {
        List<Demand> all =
                Stream.of(demands.split(" ")).map(CombinationTest::demand).toList();

        assertThat(shown(Combination.of(all))).isEqualTo(outcome);
    }

    @Test
    void nothingIsNotCombined() {
        assertThatThrownBy(() -> Combination.of(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Provide
    Arbitrary<Demand> demands() {
        return Arbitraries.of("required", "required@5", "required@7", "optional", "optional@5", "optional@7", "invalid")
                .map(CombinationTest::demand);
    }

    @Provide
    Arbitrary<List<List<Demand>>> twoOrders() {
        return demands()
                .list()
                .ofMinSize(1)
                .ofMaxSize(6)
                .flatMap(list -> Combinators.combine(Arbitraries.just(list), Arbitraries.shuffle(list))
                        .as(List::of));
    }

    @Property
    void theOrderDoesNotMatter(@ForAll("twoOrders") List<List<Demand>> orders) {
        assertThat(Combination.of(orders.getFirst())).isEqualTo(Combination.of(orders.getLast()));
    }

    @Property
    void sayingTheSameTwiceChangesNothing(@ForAll("twoOrders") List<List<Demand>> orders) {
        List<Demand> twice = new ArrayList<>(orders.getFirst());
        twice.addAll(orders.getLast());

        assertThat(Combination.of(twice)).isEqualTo(Combination.of(orders.getFirst()));
    }

    /** What the table is for: a state that obeys each set obeys the combination, and the other way round. */
    @Property
    void theCombinationAllowsWhatAllAllow(@ForAll("twoOrders") List<List<Demand>> orders) {
        List<Demand> all = orders.getFirst();
        List<Optional<Revision>> states = List.of(
                Optional.empty(),
                Optional.of(new Revision(5)),
                Optional.of(new Revision(6)),
                Optional.of(new Revision(7)));
        List<Boolean> allowedByAll = states.stream()
                .map(state -> all.stream().allMatch(demand -> allows(demand.presence(), demand.revision(), state)))
                .toList();

        switch (Combination.of(all)) {
            case Agreed agreed -> {
                assertThat(states.stream()
                                .map(state -> allows(agreed.presence(), agreed.revision(), state))
                                .toList())
                        .isEqualTo(allowedByAll);
                for (Optional<Revision> state : states) {
                    state.ifPresent(revision -> assertThat(agreed.allows(revision))
                            .isEqualTo(allows(agreed.presence(), agreed.revision(), state)));
                }
            }
            case Conflict conflict -> assertThat(allowedByAll).doesNotContain(true);
        }
    }

    private static boolean allows(Presence presence, Optional<Revision> only, Optional<Revision> installed) {
        return switch (presence) {
            case REQUIRED -> installed.isPresent() && (only.isEmpty() || only.equals(installed));
            case OPTIONAL -> installed.isEmpty() || only.isEmpty() || only.equals(installed);
            case INVALID -> installed.isEmpty();
        };
    }

    private static final String APP = "AaAaAaAaAaAaAaAaAaAaAaAaAaAaAaAa";
    private static final String OTHER = "BbBbBbBbBbBbBbBbBbBbBbBbBbBbBbBb";

    private static ValidationSetView set(SetSnap... snaps) {
        return new ValidationSetView(new AccountId("fixture-brand"), "set", 1, List.of(snaps), Instant.EPOCH);
    }

    private static SetSnap snap(String id, String demand, String... components) {
        SortedMap<String, SetComponent> byName = new TreeMap<>();
        for (String component : components) {
            Demand wanted = demand(component.split("=", 2)[1]);
            byName.put(component.split("=", 2)[0], new SetComponent(wanted.presence(), wanted.revision()));
        }
        Demand wanted = demand(demand);
        return new SetSnap(new SnapName("some-snap"), new SnapId(id), wanted.presence(), wanted.revision(), byName);
    }

    @Test
    void setsAreCombinedSnapBySnapAndComponentByComponent() {
        CombinedSets combined = CombinedSets.of(List.of(
                set(snap(APP, "required", "c1=optional", "c2=invalid"), snap(OTHER, "optional@5")),
                set(snap(APP, "optional@7", "c1=required@3")),
                set(snap(OTHER, "optional@6"))));

        assertThat(combined.conflicts()).isEmpty();
        assertThat(combined.find(new SnapId(APP)).map(CombinationTest::shown)).contains("required@7");
        assertThat(combined.find(new SnapId(OTHER)).map(CombinationTest::shown)).contains("invalid");
        assertThat(combined.findComponent(new SnapId(APP), "c1").map(CombinationTest::shown))
                .contains("required@3");
        assertThat(combined.findComponent(new SnapId(APP), "c2").map(CombinationTest::shown))
                .contains("invalid");
        assertThat(combined.findComponent(new SnapId(APP), "c3")).isEmpty();
        assertThat(combined.findComponent(new SnapId(OTHER), "c1")).isEmpty();
        assertThat(combined.find(new SnapId("C".repeat(32)))).isEmpty();
    }

    @Test
    void conflictsAreSaidInWords() {
        CombinedSets combined = CombinedSets.of(List.of(
                set(snap(OTHER, "required@5"), snap(APP, "required", "c1=required")),
                set(snap(OTHER, "optional@7"), snap(APP, "required", "c1=invalid"))));

        assertThat(combined.conflicts())
                .containsExactly(
                        "component c1 of snap " + APP + " is both required and invalid",
                        "snap " + OTHER + " is required at different revisions, at 5, 7");
    }

    @Property
    void theOrderOfSetsDoesNotMatter(@ForAll("shuffledSets") List<List<ValidationSetView>> orders) {
        CombinedSets one = CombinedSets.of(orders.getFirst());
        CombinedSets other = CombinedSets.of(orders.getLast());

        assertThat(one.conflicts()).isEqualTo(other.conflicts());
        for (String id : List.of(APP, OTHER)) {
            assertThat(one.find(new SnapId(id))).isEqualTo(other.find(new SnapId(id)));
            assertThat(one.findComponent(new SnapId(id), "c1")).isEqualTo(other.findComponent(new SnapId(id), "c1"));
        }
    }

    @Provide
    Arbitrary<List<List<ValidationSetView>>> shuffledSets() {
        Arbitrary<String> words = Arbitraries.of("required", "required@5", "optional", "optional@7", "invalid");
        Arbitrary<ValidationSetView> sets = Combinators.combine(words, words, words)
                .as((app, other, component) -> set(snap(APP, app, "c1=" + component), snap(OTHER, other)));
        return sets.list()
                .ofMinSize(1)
                .ofMaxSize(5)
                .flatMap(list -> Combinators.combine(Arbitraries.just(list), Arbitraries.shuffle(list))
                        .as(List::of));
    }

    @Test
    void aConflictNamesWhatItIsAbout() {
        Combination combination = Combination.of(
                IntStream.of(9, 3).mapToObj(n -> demand("required@" + n)).collect(Collectors.toList()));

        assertThat(combination).hasToString("required at different revisions, at 3, 9");
    }
}
