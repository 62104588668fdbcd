package org.brandstore.refresh;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.brandstore.naming.Risk;

/** Finds snaps among those that a caller sees (device-api.md 8). A store has hundreds of snaps, so all are looked at. */
public final class SnapSearch {
    /**
     * What is searched for; what is empty does not narrow.
     *
     * @param words in name, title, summary, description and publisher; all of them must be found
     * @param namePrefix how the name begins
     * @param commonId an id of an app of the snap
     * @param confinements which are wanted
     * @param stableOnly whether the default track must have a stable release
     */
    public record Query(
            List<String> words,
            Optional<String> namePrefix,
            Optional<String> commonId,
            Set<String> confinements,
            boolean stableOnly) {
        public Query {
            words = words.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
            confinements = Set.copyOf(confinements);
        }
    }

    /** A snap that was found, with the channel that is shown for it. */
    public record Hit(CatalogSnap snap, CatalogSnap.OpenChannel channel) {}

    private record Ranked(Hit hit, int rank) {}

    private SnapSearch() {}

    /** All that fit, the best first. */
    public static List<Hit> find(CatalogView view, String architecture, Query query, Instant now) {
        List<Ranked> found = new ArrayList<>();
        for (CatalogSnap snap : view.snaps()) {
            int rank = rank(snap, query);
            if (rank > 0) {
                snap.openChannels(architecture, now).stream()
                        .filter(open -> fits(open, query))
                        .findFirst()
                        .ifPresent(open -> found.add(new Ranked(new Hit(snap, open), rank)));
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt(Ranked::rank)
                        .reversed()
                        .thenComparing(ranked -> ranked.hit().snap().name())
                        .thenComparing(ranked -> ranked.hit().snap().id()))
                .map(Ranked::hit)
                .toList();
    }

    private static boolean fits(CatalogSnap.OpenChannel open, Query query) {
        CatalogRevision.Facts revision = open.revision().facts();
        return (query.confinements().isEmpty() || query.confinements().contains(revision.confinement()))
                && (!query.stableOnly() || open.channel().risk() == Risk.STABLE)
                && query.commonId()
                        .map(id -> open.revision().apps().commonIds().contains(id))
                        .orElse(true);
    }

    /** How well the snap fits, 0 for not at all. */
    private static int rank(CatalogSnap snap, Query query) {
        String name = snap.name();
        if (query.namePrefix().isPresent()) {
            String prefix = query.namePrefix().get();
            return !name.startsWith(prefix) ? 0 : name.equals(prefix) ? 2 : 1;
        }
        int total = 1;
        for (String word : query.words()) {
            int rank = rank(snap, word);
            if (rank == 0) {
                return 0;
            }
            total += rank;
        }
        return total;
    }

    private static int rank(CatalogSnap snap, String word) {
        CatalogSnap.Facts facts = snap.facts();
        if (facts.name().equals(word)) {
            return 100;
        }
        if (facts.name().startsWith(word)) {
            return 50;
        }
        if (facts.name().contains(word)) {
            return 30;
        }
        if (contains(facts.texts().title(), word)) {
            return 20;
        }
        if (contains(facts.texts().summary(), word)) {
            return 10;
        }
        return contains(facts.publisher().displayName(), word)
                        || facts.publisher().username().equals(word)
                        || contains(facts.texts().description(), word)
                ? 1
                : 0;
    }

    private static boolean contains(String text, String word) {
        return text.toLowerCase(Locale.ROOT).contains(word);
    }
}
