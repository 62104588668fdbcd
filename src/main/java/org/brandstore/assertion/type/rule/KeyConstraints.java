package org.brandstore.assertion.type.rule;

import java.util.ArrayList;
import java.util.List;
import org.brandstore.assertion.AssertionType;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.type.field.Fields;

/** What an account key may sign: assertions of which the headers satisfy any one of the entries (assertions.md 2.8). */
public final class KeyConstraints {
    private final List<Constraint.Entries> entries;

    private KeyConstraints(List<Constraint.Entries> entries) {
        this.entries = entries;
    }

    /**
     * Compiles the header {@code constraints}, which must be there.
     *
     * @param headers the headers of an account-key
     * @throws org.brandstore.assertion.AssertionException if it breaks the grammar
     */
    public static KeyConstraints of(Fields headers) {
        List<Constraint.Entries> entries = new ArrayList<>();
        for (Fields entry : headers.maps("constraints")) {
            entries.add(entry(entry));
        }
        if (entries.isEmpty()) {
            throw headers.refuse("constraints", "must have at least one entry");
        }
        return new KeyConstraints(List.copyOf(entries));
    }

    private static Constraint.Entries entry(Fields entry) {
        Fields wanted = entry.findMap("headers").orElseThrow(() -> entry.refuse("headers", "is missing"));
        String type = wanted.nonEmpty("type");
        // a literal, so that nobody signs more types than the reader of the key thinks; type names need no escaping
        if (!type.matches("[a-z0-9-]+")) {
            throw wanted.refuse("type", "must be the name of one type, not the pattern " + Fields.quoted(type));
        }
        return switch (Constraint.compile(entry, "headers", Constraint.Dialect.HEADERS)) {
            case Constraint.Entries entries -> entries;
            case Constraint other -> throw new IllegalStateException("a map compiled to " + other);
        };
    }

    /** Whether the key may sign an assertion with these headers. An absent optional primary key counts as its default. */
    public boolean allow(AssertionType type, Headers headers) {
        Headers.Builder filled = Headers.builder().putAll(headers);
        for (String name : type.primaryKeyHeaders()) {
            if (headers.find(name).isEmpty()) {
                type.keyDefault(name).ifPresent(value -> filled.put(name, HeaderValue.text(value)));
            }
        }
        Headers complete = filled.build();
        return entries.stream().anyMatch(entry -> entry.allowsEntries(complete.asMap()));
    }
}
