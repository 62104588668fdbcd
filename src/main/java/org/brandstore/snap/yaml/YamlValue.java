package org.brandstore.snap.yaml;

import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** A value of a YAML document, immutable. The text of a scalar is kept as written, so that version {@code 1.0} stays {@code 1.0}. */
public sealed interface YamlValue {
    /** How much this value counts against the limit: one for itself and its long text, and what it is made of. */
    int weight();

    /** In words, for messages. */
    String kindName();

    /** What a scalar is when no text is asked for. */
    enum Kind {
        TEXT("a text"),
        INTEGER("a number"),
        DECIMAL("a number"),
        BOOLEAN("a truth value"),
        NULL("empty");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /**
     * A scalar.
     *
     * @param text as written, without quotes
     */
    record Scalar(String text, Kind kind) implements YamlValue {
        /** A long text counts as several, for an alias can repeat it at no cost. */
        private static final int CHARACTERS_PER_WEIGHT = 128;

        private static final Set<String> ABSENT = Set.of("", "~", "null");

        /** What the scalar says where a text is asked for: the device reads an empty one from any null. */
        String asText() {
            return kind == Kind.NULL ? "" : text;
        }

        /** The value, unless it is no number or not a finite one. */
        Optional<Double> number() {
            return kind == Kind.INTEGER || kind == Kind.DECIMAL ? YamlScalars.decimal(text) : Optional.empty();
        }

        /** Whether it is as if its key were not there; {@code Null} and {@code NULL} are not, they are empty texts. */
        boolean isAbsent() {
            return kind == Kind.NULL && ABSENT.contains(text);
        }

        @Override
        public int weight() {
            return 1 + text.length() / CHARACTERS_PER_WEIGHT;
        }

        @Override
        public String kindName() {
            return kind.words;
        }
    }

    /** A list. */
    record Sequence(List<YamlValue> items, int weight) implements YamlValue {
        @Override
        public String kindName() {
            return "a list";
        }
    }

    /**
     * A map, in the order of the file.
     *
     * @param textKeys whether every key is a text rather than, say, a number
     * @param joined keys that stand for several maps, one of them from a merge key: a device joins such maps in some
     *     places and takes the last of them in others
     */
    record Mapping(SequencedMap<String, YamlValue> entries, boolean textKeys, Set<String> joined, int weight)
            implements YamlValue {
        @Override
        public String kindName() {
            return "a map";
        }
    }
}
