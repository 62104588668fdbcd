package org.brandstore.assertion.constraint;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;

/** What a constrained account-key may sign: anything that one of the entries describes (assertions.md 2.8). */
public final class KeyConstraints {
    private static final String PATTERN_CHARACTERS = "\\.+*?()|[]{}^$";

    private final List<Map<String, HeaderMatcher>> entries;

    private KeyConstraints(List<Map<String, HeaderMatcher>> entries) {
        this.entries = entries;
    }

    /**
     * Reads the header {@code constraints}.
     *
     * @throws AssertionException if it is not a non-empty list of maps with {@code headers}, each with a literal
     *     {@code type} and patterns that compile
     */
    public static KeyConstraints parse(HeaderValue constraints) {
        if (!(constraints instanceof HeaderValue.Items items) || items.values().isEmpty()) {
            throw invalid("they must be a non-empty list");
        }
        List<Map<String, HeaderMatcher>> entries = new ArrayList<>();
        for (HeaderValue item : items.values()) {
            if (!(item instanceof HeaderValue.Entries entry)
                    || !(entry.values().get("headers") instanceof HeaderValue.Entries headers)) {
                throw invalid("each must be a map with a map \"headers\"");
            }
            checkType(headers.values());
            entries.add(((HeaderMatcher.OfEntries) HeaderMatcher.compile(headers)).matchers());
        }
        return new KeyConstraints(entries);
    }

    /** Whether the key may sign an assertion of this type with these headers. */
    public boolean allow(AssertionType type, Headers headers) {
        return entries.stream()
                .anyMatch(demands -> demands.entrySet().stream()
                        .allMatch(demand -> demand.getValue().matches(value(demand.getKey(), type, headers))));
    }

    private static HeaderValue value(String name, AssertionType type, Headers headers) {
        return headers.find(name)
                .orElseGet(() -> type.keyDefault(name).map(HeaderValue::text).orElse(null));
    }

    private static void checkType(SortedMap<String, HeaderValue> headers) {
        boolean literal = headers.get("type") instanceof HeaderValue.Text type
                && type.value().chars().noneMatch(c -> PATTERN_CHARACTERS.indexOf(c) >= 0);
        if (!literal) {
            throw invalid("\"type\" must be there, as one type without pattern characters");
        }
    }

    private static AssertionException invalid(String why) {
        return new AssertionException(Reason.INVALID, "cannot use key constraints: " + why);
    }
}
