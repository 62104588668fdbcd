package org.brandstore.catalog.assertion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionRef;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.type.ValidationSetView;
import org.brandstore.catalog.Asker;
import org.brandstore.catalog.AssertionIndex;
import org.brandstore.catalog.Catalog;

/**
 * What a group of assertions is answered (device-api.md 6.4).
 *
 * @param key the client's label of the group
 * @param lists where to fetch what is newer than what the client has
 * @param missing what the client lacks and cannot get; hidden and absent ones are the same
 */
public record AssertionNews(String key, List<AssertionList> lists, List<WantedAssertion> missing) {
    public AssertionNews {
        lists = List.copyOf(lists);
        missing = List.copyOf(missing);
    }

    /**
     * Looks up what is newer. Pure, and without touching the database.
     *
     * @param maxFormats by type; 0 for types not named
     */
    public static AssertionNews find(
            Asker asker, Catalog catalog, AssertionGroup group, Map<String, Integer> maxFormats) {
        AssertionIndex index = catalog.assertions();
        SeenSets sets = new SeenSets(asker, catalog);
        List<AssertionList.Item> items = new ArrayList<>();
        List<WantedAssertion> missing = new ArrayList<>();
        for (WantedAssertion wanted : group.wanted()) {
            int maxFormat = maxFormats.getOrDefault(wanted.type(), 0);
            Optional<AssertionRef> held = target(asker, catalog, sets, wanted, maxFormat);
            if (held.isEmpty()) {
                if (wanted.newerThan() == WantedAssertion.NONE) {
                    missing.add(wanted);
                }
            } else if (isNews(index, wanted, held.get(), maxFormat)) {
                items.add(new AssertionList.Item(held.get(), maxFormat));
            }
        }
        return new AssertionNews(group.key(), AssertionList.of(items), missing);
    }

    /** Which assertion the wish comes down to; empty if there is none for this caller. */
    private static Optional<AssertionRef> target(
            Asker asker, Catalog catalog, SeenSets sets, WantedAssertion wanted, int maxFormat) {
        AssertionIndex index = catalog.assertions();
        Optional<AssertionType> type = AssertionType.find(wanted.type()).filter(index::knows);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(AssertionRef.parse(type.get(), key(asker, catalog, sets, type.get(), wanted, maxFormat)))
                    .filter(ref -> AssertionVisibility.mayAsk(asker, ref))
                    .filter(ref -> !AssertionVisibility.choosesAmong(asker, ref.type(), ref.primaryKey())
                            || sets.find(ref.primaryKey()).isPresent())
                    .filter(ref -> index.newest(ref.type(), ref.primaryKey(), maxFormat) != AssertionIndex.ABSENT);
        } catch (AssertionException e) {
            return Optional.empty();
        }
    }

    private static List<String> key(
            Asker asker, Catalog catalog, SeenSets sets, AssertionType type, WantedAssertion wanted, int maxFormat) {
        return switch (wanted) {
            case WantedAssertion.Single single -> single.key();
            case WantedAssertion.Pinned pinned -> member(pinned.key(), pinned.sequence());
            case WantedAssertion.Latest latest
            when AssertionVisibility.choosesAmong(asker, type, latest.key()) ->
                member(
                        latest.key(),
                        sets.find(latest.key()).map(ValidationSetView::sequence).orElse(AssertionIndex.ABSENT));
            case WantedAssertion.Latest latest ->
                member(latest.key(), catalog.assertions().latest(type, latest.key(), maxFormat));
        };
    }

    /** Which sets the caller sees, found out once for each, since that looks through the set. */
    private record SeenSets(Asker asker, Catalog catalog, Map<List<String>, Optional<ValidationSetView>> known) {
        SeenSets(Asker asker, Catalog catalog) {
            this(asker, catalog, new HashMap<>());
        }

        Optional<ValidationSetView> find(List<String> key) {
            return known.computeIfAbsent(
                    key, absent -> catalog.rules().findSet(key, set -> AssertionVisibility.seesSet(asker, set)));
        }
    }

    private static List<String> member(List<String> sequenceKey, int sequence) {
        List<String> key = new ArrayList<>(sequenceKey);
        key.add(Integer.toString(sequence));
        return key;
    }

    private static boolean isNews(AssertionIndex index, WantedAssertion wanted, AssertionRef ref, int maxFormat) {
        int newest = index.newest(ref.type(), ref.primaryKey(), maxFormat);
        if (wanted instanceof WantedAssertion.Latest latest) {
            int sequence = Integer.parseInt(ref.primaryKey().getLast());
            return sequence > latest.from() || (sequence == latest.from() && newest > latest.newerThan());
        }
        return newest > wanted.newerThan();
    }
}
