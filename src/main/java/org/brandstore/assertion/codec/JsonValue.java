package org.brandstore.assertion.codec;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** A parsed JSON value of a body. */
sealed interface JsonValue {
    /** Order of code points, which is that of the UTF-8 bytes; that of UTF-16 units differs above U+FFFF. */
    Comparator<String> KEY_ORDER =
            (a, b) -> Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());

    static SortedMap<String, JsonValue> newMembers() {
        return new TreeMap<>(KEY_ORDER);
    }

    record Members(SortedMap<String, JsonValue> values) implements JsonValue {}

    record Elements(List<JsonValue> values) implements JsonValue {}

    record Text(String value) implements JsonValue {}

    /** @param spelling a number as a double prints it, {@code true}, {@code false} or {@code null} */
    record Literal(String spelling) implements JsonValue {}
}
