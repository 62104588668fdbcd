package org.brandstore.assertion.constraint;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.Excerpt;
import org.brandstore.assertion.HeaderValue;
import org.jspecify.annotations.Nullable;

/** What a constraint demands of a header's value (assertions.md 2.8). A list matches if each of its elements does. */
public sealed interface HeaderMatcher {

    /** Whether the value, which may be absent, is as demanded. */
    boolean matches(@Nullable HeaderValue value);

    /** A pattern for texts. */
    record OfText(Pattern pattern) implements HeaderMatcher {
        @Override
        public boolean matches(@Nullable HeaderValue value) {
            return switch (value) {
                case HeaderValue.Text text -> pattern.matches(text.value());
                case HeaderValue.Items items -> items.values().stream().allMatch(this::matches);
                case HeaderValue.Entries entries -> false;
                case null -> false;
            };
        }
    }

    /** Demands on the entries of a map; other entries are free. */
    record OfEntries(Map<String, HeaderMatcher> matchers) implements HeaderMatcher {
        @Override
        public boolean matches(@Nullable HeaderValue value) {
            return switch (value) {
                case HeaderValue.Text text -> false;
                case HeaderValue.Items items -> items.values().stream().allMatch(this::matches);
                case HeaderValue.Entries entries ->
                    matchers.entrySet().stream()
                            .allMatch(demand ->
                                    demand.getValue().matches(entries.values().get(demand.getKey())));
                case null -> false;
            };
        }
    }

    /** Alternatives, of which one must match. */
    record AnyOf(List<HeaderMatcher> alternatives) implements HeaderMatcher {
        @Override
        public boolean matches(@Nullable HeaderValue value) {
            return value instanceof HeaderValue.Items items
                    ? items.values().stream().allMatch(this::matches)
                    : alternatives.stream().anyMatch(matcher -> matcher.matches(value));
        }
    }

    /** @throws AssertionException if the value is no constraint */
    static HeaderMatcher compile(HeaderValue constraint) {
        return switch (constraint) {
            case HeaderValue.Text text -> compileText(text.value());
            case HeaderValue.Entries entries -> {
                Map<String, HeaderMatcher> matchers = new TreeMap<>();
                entries.values().forEach((name, value) -> matchers.put(name, compile(value)));
                yield new OfEntries(matchers);
            }
            case HeaderValue.Items items ->
                new AnyOf(items.values().stream()
                        .map(HeaderMatcher::compileAlternative)
                        .toList());
        };
    }

    private static HeaderMatcher compileText(String pattern) {
        if (pattern.startsWith("$")) {
            throw new AssertionException(
                    Reason.INVALID,
                    "cannot use constraint \"" + Excerpt.of(pattern)
                            + "\": it must be a pattern, '$' has no meaning here");
        }
        return new OfText(BoundedPattern.compile(pattern));
    }

    private static HeaderMatcher compileAlternative(HeaderValue alternative) {
        if (alternative instanceof HeaderValue.Items) {
            throw new AssertionException(
                    Reason.INVALID, "cannot use constraint: a list of alternatives must not hold another list");
        }
        return compile(alternative);
    }
}
