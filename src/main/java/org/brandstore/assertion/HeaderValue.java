package org.brandstore.assertion;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The value of a header: a text, a list or a map. Numbers and booleans are texts (assertions.md 1.2). */
public sealed interface HeaderValue {

    static HeaderValue text(String value) {
        return new Text(value);
    }

    static HeaderValue items(List<HeaderValue> values) {
        return new Items(values);
    }

    /** A list of texts. */
    static HeaderValue texts(List<String> values) {
        return new Items(values.stream().map(HeaderValue::text).toList());
    }

    static HeaderValue entries(Map<String, HeaderValue> values) {
        return new Entries(new TreeMap<>(values));
    }

    /** @param value any text, with line feeds or without */
    record Text(String value) implements HeaderValue {
        @Override
        public String toString() {
            return value;
        }
    }

    /** @param values the elements in their order */
    record Items(List<HeaderValue> values) implements HeaderValue {
        public Items {
            values = List.copyOf(values);
        }

        @Override
        public String toString() {
            return values.toString();
        }
    }

    /** @param values the entries, sorted by key */
    record Entries(SortedMap<String, HeaderValue> values) implements HeaderValue {
        public Entries {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }

        @Override
        public String toString() {
            return values.toString();
        }
    }
}
