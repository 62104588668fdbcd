package org.brandstore.snap.yaml;

import java.util.List;
import java.util.SequencedMap;

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
     */
    record Mapping(SequencedMap<String, YamlValue> entries, boolean textKeys, int weight) implements YamlValue {
        @Override
        public String kindName() {
            return "a map";
        }
    }
}
