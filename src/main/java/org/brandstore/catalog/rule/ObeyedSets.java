package org.brandstore.catalog.rule;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.naming.InvalidNameException;
import org.brandstore.naming.Revision;

/** The validation sets of all accounts, by account, name and sequence. */
final class ObeyedSets {
    private static final String SERIES = "16";

    private final Map<String, NavigableMap<Integer, KnownSet>> sequences = new HashMap<>();

    /**
     * A set, and its members by snap: what it says of one costs the same however many it has.
     *
     * @param bySnap by snap id
     */
    record KnownSet(ValidationSetView view, Map<String, ValidationSetView.SetSnap> bySnap) {
        static KnownSet of(ValidationSetView view) {
            Map<String, ValidationSetView.SetSnap> bySnap = new HashMap<>();
            view.snaps().forEach(snap -> bySnap.put(snap.snapId().value(), snap));
            return new KnownSet(view, Map.copyOf(bySnap));
        }
    }

    ObeyedSets(Collection<ValidationSetView> sets) {
        for (ValidationSetView set : sets) {
            sequences
                    .computeIfAbsent(set.accountId() + "/" + set.name(), absent -> new TreeMap<>())
                    .put(set.sequence(), KnownSet.of(set));
        }
    }

    /**
     * The set that a key means, as if there were none but those that the caller may see.
     *
     * @param key series, account, name and, unless the latest is meant, the sequence (device-api.md 6.1)
     */
    Optional<KnownSet> find(List<String> key, Predicate<ValidationSetView> isSeen) {
        if (key.size() < 3 || key.size() > 4 || !key.getFirst().equals(SERIES)) {
            return Optional.empty();
        }
        NavigableMap<Integer, KnownSet> members = sequences.get(key.get(1) + "/" + key.get(2));
        if (members == null) {
            return Optional.empty();
        }
        if (key.size() == 3) {
            return members.descendingMap().values().stream()
                    .filter(set -> isSeen.test(set.view()))
                    .findFirst();
        }
        try {
            return Optional.ofNullable(members.get(Revision.parse(key.get(3)).value()))
                    .filter(set -> isSeen.test(set.view()));
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
