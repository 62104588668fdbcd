package org.brandstore.catalog.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.assertion.type.ValidationSetView.Presence;
import org.brandstore.assertion.type.ValidationSetView.SetSnap;
import org.brandstore.assertion.type.ValidationView;
import org.brandstore.assertion.type.gate.Combination;
import org.brandstore.assertion.type.gate.CombinedSets;
import org.brandstore.assertion.type.gate.RefreshGate;
import org.brandstore.catalog.rule.ObeyedSets.KnownSet;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.jspecify.annotations.Nullable;

/**
 * The rules that hold for one device: what its gating snaps let pass, and what the validation sets it names say. Made for one
 * request and one caller: what was found out once is kept, so that a question costs no more for being asked again.
 */
public final class DeviceRules {
    private final ObeyedSets sets;
    private final @Nullable RefreshGate gate;
    private final Map<String, ValidationView> validations;
    private final Map<List<String>, Optional<KnownSet>> found = new HashMap<>();
    private final Map<String, Boolean> passed = new HashMap<>();
    private long steps;

    DeviceRules(ObeyedSets sets, @Nullable RefreshGate gate, Map<String, ValidationView> validations) {
        this.sets = sets;
        this.gate = gate;
        this.validations = validations;
    }

    /** How much work it was so far: sets looked up, members combined, and validations asked for. */
    long steps() {
        return steps;
    }

    /** Whether all gating snaps on the device let a refresh to this revision pass (assertions.md 6.1). */
    public boolean passes(String snapId, int revision) {
        return gate == null || passed.computeIfAbsent(snapId + "/" + revision, key -> judge(gate, snapId, revision));
    }

    private boolean judge(RefreshGate present, String snapId, int revision) {
        RefreshGate.Candidate candidate =
                new RefreshGate.Candidate(new SnapId(snapId), new Revision(revision), true, false);
        return present.judge(candidate, this::validation) instanceof RefreshGate.Passed;
    }

    private Optional<ValidationView> validation(SnapId gating, SnapId gated, Revision revision) {
        steps++;
        return Optional.ofNullable(validations.get(StoreRules.key(gating.value(), gated.value(), revision.value())));
    }

    /**
     * What sets say about a snap, taken together (assertions.md 6.2).
     *
     * @param named the keys of the sets as the client spells them; none at all demand nothing
     * @param isSeen whether the caller may see a set; hidden and absent sets are the same
     */
    public SetDemand demand(List<List<String>> named, String snapId, Predicate<ValidationSetView> isSeen) {
        if (named.isEmpty()) {
            return new SetDemand.Any();
        }
        List<SetSnap> members = new ArrayList<>();
        for (List<String> key : named) {
            Optional<KnownSet> set = find(key, isSeen);
            if (set.isEmpty()) {
                return new SetDemand.Nothing("validation set " + String.join("/", key) + " is not known");
            }
            SetSnap member = set.get().bySnap().get(snapId);
            if (member != null) {
                steps += 1 + member.components().size();
                members.add(member);
            }
        }
        SnapId snap = new SnapId(snapId);
        CombinedSets combined = CombinedSets.ofMembers(snap, members);
        return combined.find(snap)
                .map(combination -> demand(combination, components(members, combined, snap)))
                .orElseGet(SetDemand.Any::new);
    }

    private Optional<KnownSet> find(List<String> key, Predicate<ValidationSetView> isSeen) {
        steps++;
        return found.computeIfAbsent(
                key,
                absent -> sets.find(key, set -> {
                    steps += set.snaps().size();
                    return isSeen.test(set);
                }));
    }

    private static Map<String, Combination> components(List<SetSnap> members, CombinedSets combined, SnapId snap) {
        Map<String, Combination> components = new TreeMap<>();
        members.stream()
                .flatMap(member -> member.components().keySet().stream())
                .forEach(name -> combined.findComponent(snap, name).ifPresent(one -> components.put(name, one)));
        return components;
    }

    private static SetDemand demand(Combination combination, Map<String, Combination> components) {
        Map<String, Revision> needed = new TreeMap<>();
        for (Map.Entry<String, Combination> component : components.entrySet()) {
            switch (component.getValue()) {
                case Combination.Conflict conflict -> {
                    return new SetDemand.Nothing("the validation sets contradict each other: component "
                            + component.getKey() + " is " + conflict);
                }
                case Combination.Agreed agreed -> {
                    if (agreed.presence() == Presence.REQUIRED) {
                        agreed.revision().ifPresent(revision -> needed.put(component.getKey(), revision));
                    }
                }
            }
        }
        return switch (combination) {
            case Combination.Conflict conflict ->
                new SetDemand.Nothing("the validation sets contradict each other: the snap is " + conflict);
            case Combination.Agreed agreed ->
                switch (agreed.presence()) {
                    case INVALID -> new SetDemand.Nothing("the validation sets forbid the snap");
                    case REQUIRED, OPTIONAL ->
                        agreed.revision()
                                .<SetDemand>map(revision -> new SetDemand.Only(revision, needed))
                                .orElseGet(SetDemand.Any::new);
                };
        };
    }
}
