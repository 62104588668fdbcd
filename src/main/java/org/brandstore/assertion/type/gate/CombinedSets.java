package org.brandstore.assertion.type.gate;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.assertion.type.ValidationSetView.SetSnap;
import org.brandstore.naming.SnapId;

/** The validation sets that one device must obey, taken together; their order does not matter (assertions.md 6.2). */
public final class CombinedSets {
    private final Map<String, Combination> snaps = new TreeMap<>();
    private final Map<String, Map<String, Combination>> components = new TreeMap<>();

    private CombinedSets() {}

    public static CombinedSets of(Collection<ValidationSetView> sets) {
        Map<String, List<SetSnap>> bySnap = new TreeMap<>();
        for (ValidationSetView set : sets) {
            for (SetSnap snap : set.snaps()) {
                bySnap.computeIfAbsent(snap.snapId().value(), id -> new ArrayList<>())
                        .add(snap);
            }
        }
        CombinedSets combined = new CombinedSets();
        bySnap.forEach(combined::combine);
        return combined;
    }

    /** The same of the sets' members of one snap alone. */
    public static CombinedSets ofMembers(SnapId snap, List<SetSnap> members) {
        CombinedSets combined = new CombinedSets();
        if (!members.isEmpty()) {
            combined.combine(snap.value(), members);
        }
        return combined;
    }

    private void combine(String snapId, List<SetSnap> members) {
        Map<String, List<Combination.Demand>> demands = new TreeMap<>();
        for (SetSnap snap : members) {
            snap.components()
                    .forEach((name, component) -> demands.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(new Combination.Demand(component.presence(), component.revision())));
        }
        snaps.put(
                snapId,
                Combination.of(members.stream()
                        .map(snap -> new Combination.Demand(snap.presence(), snap.revision()))
                        .toList()));
        Map<String, Combination> combined = new TreeMap<>();
        demands.forEach((name, all) -> combined.put(name, Combination.of(all)));
        components.put(snapId, combined);
    }

    /** What the sets say about a snap; empty if none names it. */
    public Optional<Combination> find(SnapId snapId) {
        return Optional.ofNullable(snaps.get(snapId.value()));
    }

    /** What the sets say about a component of a snap; empty if none names it. */
    public Optional<Combination> findComponent(SnapId snapId, String component) {
        return Optional.ofNullable(
                components.getOrDefault(snapId.value(), Map.of()).get(component));
    }

    /** What cannot be obeyed, in words and in a fixed order; empty if the sets go together. */
    public List<String> conflicts() {
        List<String> conflicts = new ArrayList<>();
        snaps.forEach((snapId, combination) -> {
            note(conflicts, "snap " + snapId, combination);
            components
                    .getOrDefault(snapId, Map.of())
                    .forEach((name, component) ->
                            note(conflicts, "component " + name + " of snap " + snapId, component));
        });
        return List.copyOf(conflicts);
    }

    private static void note(List<String> conflicts, String what, Combination combination) {
        if (combination instanceof Combination.Conflict conflict) {
            conflicts.add(what + " is " + conflict);
        }
    }
}
