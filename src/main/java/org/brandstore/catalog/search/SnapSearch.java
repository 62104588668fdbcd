package org.brandstore.catalog.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import org.brandstore.catalog.CatalogRevision;
import org.brandstore.catalog.CatalogSnap;
import org.brandstore.catalog.CatalogView;
import org.brandstore.naming.Risk;
import org.jspecify.annotations.Nullable;

/**
 * Finds snaps among those that a caller sees (device-api.md 8). A store has hundreds of snaps, so all are looked at; how
 * well the words fit was found out before, or is here.
 */
public final class SnapSearch {
    private static final int MOST_WORDS = 32;
    private static final int LONGEST_WORD = 100;
    private static final Pattern HYPHENS = Pattern.compile("-");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}]");

    /**
     * What is searched for; what is empty does not narrow.
     *
     * @param words in name, title, summary, description, keywords and publisher; all of them must be found. Those after the 32nd do
     *     not count, nor what comes after 100 characters of one
     * @param category that it must be in
     * @param namePrefix how the name begins
     * @param commonId an id of an app of the snap
     * @param confinements which are wanted
     * @param stableOnly whether the default track must have a stable release
     */
    public record Query(
            List<String> words,
            Optional<String> category,
            Optional<String> namePrefix,
            Optional<String> commonId,
            Set<String> confinements,
            boolean stableOnly) {
        public Query {
            words = words.stream()
                    .map(Query::plain)
                    .filter(word -> !word.isEmpty())
                    .limit(MOST_WORDS)
                    .toList();
            confinements = Set.copyOf(confinements);
        }

        private static String plain(String word) {
            String clean = UNPRINTABLE.matcher(word).replaceAll("").toLowerCase(Locale.ROOT);
            return clean.substring(
                    0, clean.offsetByCodePoints(0, Math.min(LONGEST_WORD, clean.codePointCount(0, clean.length()))));
        }

        /** The words with their parts each by itself, as the index has them. */
        List<String> parts() {
            return words.stream()
                    .flatMap(HYPHENS::splitAsStream)
                    .filter(part -> !part.isEmpty())
                    .toList();
        }

        /** Whether words are searched for; the beginning of a name says all by itself. */
        boolean isForWords() {
            return !words.isEmpty() && namePrefix.isEmpty();
        }

        /** What finds all that can be found. */
        public static Query everything() {
            return new Query(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), false);
        }

        /** The same for snaps of these confinements. */
        public Query of(Set<String> only) {
            return new Query(words, category, namePrefix, commonId, only, stableOnly);
        }
    }

    /** A snap that was found, with the channel that is shown for it. */
    public record Hit(CatalogSnap snap, CatalogSnap.OpenChannel channel) {}

    private record Ranked(Hit hit, double rank) {}

    /** More than all words together can give. */
    private static final double EXACT = 1_000;

    private SnapSearch() {}

    /** All that fit, the best first, by what is in memory; never what its publisher does not want to be found. */
    public static List<Hit> find(CatalogView view, String architecture, Query query, Instant now) {
        return find(view, architecture, query, snap -> rank(snap, query), now);
    }

    /**
     * All that fit, the best first.
     *
     * @param ranks of snaps in which all words were found, by snap id; what the caller does not see does not count
     */
    static List<Hit> findProposed(
            CatalogView view, String architecture, Query query, Map<String, Double> ranks, Instant now) {
        String name = String.join("-", query.words());
        return find(view, architecture, query, snap -> rank(snap, name, query.words(), ranks.get(snap.id())), now);
    }

    private static List<Hit> find(
            CatalogView view, String architecture, Query query, ToDoubleFunction<CatalogSnap> ranks, Instant now) {
        List<Ranked> found = new ArrayList<>();
        for (CatalogSnap snap : view.snaps()) {
            double rank = isWanted(snap, query) ? ranks.applyAsDouble(snap) : 0;
            if (rank > 0) {
                snap.openChannels(architecture, now).stream()
                        .filter(open -> fits(open, query))
                        .findFirst()
                        .ifPresent(open -> found.add(new Ranked(new Hit(snap, open), rank)));
            }
        }
        return found.stream()
                .sorted(Comparator.comparingDouble(Ranked::rank)
                        .reversed()
                        .thenComparing(ranked -> ranked.hit().snap().name())
                        .thenComparing(ranked -> ranked.hit().snap().id()))
                .map(Ranked::hit)
                .toList();
    }

    /** First the snap of this very name, then what was proposed, then names with the words somewhere in them, and keywords. */
    private static double rank(CatalogSnap snap, String name, List<String> words, @Nullable Double proposed) {
        if (snap.name().equals(name)) {
            return EXACT;
        }
        if (proposed != null) {
            return 1 + proposed;
        }
        boolean keywords = !snap.facts().texts().extras().discovery().keywords().isEmpty();
        return words.stream().allMatch(word -> snap.name().contains(word) || (keywords && rank(snap, word) > 0))
                ? 1
                : 0;
    }

    private static boolean isWanted(CatalogSnap snap, Query query) {
        CatalogSnap.Facts facts = snap.facts();
        return facts.isListed()
                && query.category()
                        .map(name ->
                                facts.texts().extras().discovery().categories().contains(name))
                        .orElse(true);
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
        if (contains(facts.texts().summary(), word) || hasKeyword(facts, word)) {
            return 10;
        }
        return contains(facts.publisher().displayName(), word)
                        || facts.publisher().username().equals(word)
                        || contains(facts.texts().description(), word)
                ? 1
                : 0;
    }

    private static boolean hasKeyword(CatalogSnap.Facts facts, String word) {
        return facts.texts().extras().discovery().keywords().stream().anyMatch(keyword -> contains(keyword, word));
    }

    private static boolean contains(String text, String word) {
        return text.toLowerCase(Locale.ROOT).contains(word);
    }
}
