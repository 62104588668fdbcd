package org.brandstore.refresh.rule;

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
final class ValidationSets {
    private static final String SERIES = "16";

    private final Map<String, NavigableMap<Integer, ValidationSetView>> sequences = new HashMap<>();

    ValidationSets(Collection<ValidationSetView> sets) {
        for (ValidationSetView set : sets) {
            sequences
                    .computeIfAbsent(set.accountId() + "/" + set.name(), absent -> new TreeMap<>())
                    .put(set.sequence(), set);
        }
    }

    /**
     * The set that a key means, as if there were none but those that the caller may see.
     *
     * @param key series, account, name and, unless the latest is meant, the sequence (device-api.md 6.1)
     */
    Optional<ValidationSetView> find(List<String> key, Predicate<ValidationSetView> isSeen) {
        if (key.size() < 3 || key.size() > 4 || !key.getFirst().equals(SERIES)) {
            return Optional.empty();
        }
        NavigableMap<Integer, ValidationSetView> members = sequences.get(key.get(1) + "/" + key.get(2));
        if (members == null) {
            return Optional.empty();
        }
        if (key.size() == 3) {
            return members.descendingMap().values().stream().filter(isSeen).findFirst();
        }
        try {
            return Optional.ofNullable(members.get(Revision.parse(key.get(3)).value()))
                    .filter(isSeen);
        } catch (InvalidNameException e) {
            return Optional.empty();
        }
    }
}
