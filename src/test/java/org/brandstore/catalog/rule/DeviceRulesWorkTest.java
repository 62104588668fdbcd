package org.brandstore.catalog.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.assertion.type.ValidationSetView.Presence;
import org.brandstore.assertion.type.ValidationSetView.SetSnap;
import org.brandstore.naming.AccountId;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.brandstore.naming.SnapName;
import org.junit.jupiter.api.Test;

/** What a request costs is bounded by its size: no product of two numbers that a client chooses. Counted, not timed. */
class DeviceRulesWorkTest {
    private static final int SNAPS = 1_000;
    private static final int SETS = 64;

    private final StoreRules store = new StoreRules(sets(), List.of(), List.of());
    private final DeviceRules rules = store.on(Set::of, id -> true);

    @Test
    void aSetIsLookedThroughOnceARequestHoweverManyActionsNameIt() {
        int actions = 300;
        for (int i = 0; i < actions; i++) {
            rules.demand(List.of(key(0)), id(i % SNAPS), set -> true);
        }

        assertThat(rules.steps()).isLessThanOrEqualTo(SNAPS + 2L * actions);
    }

    @Test
    void theWorkOfAnActionIsTheNumberOfItsSetsAndNotOfTheirSnaps() {
        List<List<String>> all = new ArrayList<>();
        for (int i = 0; i < SETS; i++) {
            all.add(key(i));
        }
        int actions = 1_000;
        for (int i = 0; i < actions; i++) {
            assertThat(rules.demand(all, id(i % SNAPS), set -> true)).isInstanceOf(SetDemand.Only.class);
        }

        long once = (long) SETS * SNAPS;
        assertThat(rules.steps()).isLessThanOrEqualTo(once + 2L * actions * SETS);
    }

    private static List<String> key(int number) {
        return List.of("16", "acme", "set-" + number);
    }

    private static String id(int number) {
        return "%032d".formatted(number);
    }

    private static List<ValidationSetView> sets() {
        List<SetSnap> snaps = new ArrayList<>();
        for (int i = 0; i < SNAPS; i++) {
            snaps.add(new SetSnap(
                    new SnapName("snap-" + i),
                    new SnapId(id(i)),
                    Presence.REQUIRED,
                    Optional.of(new Revision(1)),
                    new TreeMap<>()));
        }
        List<ValidationSetView> sets = new ArrayList<>();
        for (int i = 0; i < SETS; i++) {
            sets.add(new ValidationSetView(new AccountId("acme"), "set-" + i, 1, List.copyOf(snaps), Instant.EPOCH));
        }
        return sets;
    }
}
