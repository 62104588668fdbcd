package org.brandstore.assertion;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.assertion.AssertionException.Reason;

/** The headers of an assertion by name. Their order on the wire is the writer's matter and is not kept here. */
public final class Headers {
    private final SortedMap<String, HeaderValue> values;

    private Headers(SortedMap<String, HeaderValue> values) {
        this.values = Collections.unmodifiableSortedMap(values);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The headers in a map that nobody else keeps. */
    public static Headers owning(SortedMap<String, HeaderValue> values) {
        return new Headers(values);
    }

    public Optional<HeaderValue> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The text of a header; empty if it is absent or not a text. */
    public Optional<String> findText(String name) {
        return values.get(name) instanceof HeaderValue.Text text ? Optional.of(text.value()) : Optional.empty();
    }

    /** @throws AssertionException if the header is absent or not a text; the text may be empty */
    public String requireText(String name) {
        return switch (values.get(name)) {
            case HeaderValue.Text text -> text.value();
            case null -> throw new AssertionException(Reason.INVALID, "cannot do without header \"" + name + "\"");
            case HeaderValue.Items items -> throw notText(name, "a list");
            case HeaderValue.Entries entries -> throw notText(name, "a map");
        };
    }

    /** The names in bytewise order. */
    public Set<String> names() {
        return values.keySet();
    }

    /** All headers in bytewise order of their names. */
    public SortedMap<String, HeaderValue> asMap() {
        return values;
    }

    private static AssertionException notText(String name, String kind) {
        return new AssertionException(
                Reason.INVALID, "cannot use header \"" + name + "\": it is " + kind + ", not a text");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Headers headers && values.equals(headers.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    /** Collects headers; a later value of a name replaces an earlier one. */
    public static final class Builder {
        private final Map<String, HeaderValue> values = new TreeMap<>();

        private Builder() {}

        public Builder put(String name, String value) {
            return put(name, new HeaderValue.Text(value));
        }

        public Builder put(String name, HeaderValue value) {
            values.put(name, value);
            return this;
        }

        public Builder putAll(Headers headers) {
            values.putAll(headers.values);
            return this;
        }

        public Builder remove(String name) {
            values.remove(name);
            return this;
        }

        public Headers build() {
            return new Headers(new TreeMap<>(values));
        }
    }
}
