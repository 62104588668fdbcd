package org.brandstore.assertion.type.rule;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.type.field.Fields;

/** A compiled constraint on attributes or headers (assertions.md 2.8, and the end of 3.8). */
sealed interface Constraint {

    /** Expressions beginning with {@code $} that may stand for a pattern. */
    enum Dialect {
        /** of plug and slot rules: all of them */
        ATTRIBUTES,
        /** of account-key constraints: only {@code $MISSING} */
        HEADERS
    }

    /** Whether a value, or its absence, satisfies this. Expressions about another plug or slot are not decided here. */
    boolean allows(Optional<HeaderValue> value);

    /** The lowest format of a snap-declaration that may carry this; 1 if no format is special to it (assertions.md 2.2). */
    int minimalFormat();

    /** @param pattern anchored at both ends, as devices do */
    record Text(Pattern pattern) implements Constraint {
        @Override
        public boolean allows(Optional<HeaderValue> value) {
            return value.isPresent()
                    && switch (value.get()) {
                        case HeaderValue.Text text -> pattern.matcher(text.value()).find();
                        case HeaderValue.Items items -> allowsEach(items);
                        case HeaderValue.Entries map -> false;
                    };
        }

        @Override
        public int minimalFormat() {
            return 1;
        }
    }

    /** @param members all must hold */
    record Entries(SortedMap<String, Constraint> members) implements Constraint {
        @Override
        public boolean allows(Optional<HeaderValue> value) {
            return value.isPresent()
                    && switch (value.get()) {
                        case HeaderValue.Entries map -> allowsEntries(map.values());
                        case HeaderValue.Items items -> allowsEach(items);
                        case HeaderValue.Text text -> false;
                    };
        }

        /** Whether a whole map satisfies this. */
        boolean allowsEntries(Map<String, HeaderValue> map) {
            return members.entrySet().stream()
                    .allMatch(member ->
                            member.getValue().allows(Optional.ofNullable(map.get(member.getKey()))));
        }

        @Override
        public int minimalFormat() {
            return highest(members.values().stream().toList());
        }
    }

    /** @param choices one must hold */
    record Alternatives(List<Constraint> choices) implements Constraint {
        @Override
        public boolean allows(Optional<HeaderValue> value) {
            if (value.isPresent() && value.get() instanceof HeaderValue.Items items) {
                return allowsEach(items);
            }
            return value.isPresent() && choices.stream().anyMatch(choice -> choice.allows(value));
        }

        @Override
        public int minimalFormat() {
            return Math.max(5, highest(choices));
        }
    }

    /** {@code $MISSING}: the value must be absent. */
    record Missing() implements Constraint {
        @Override
        public boolean allows(Optional<HeaderValue> value) {
            return value.isEmpty();
        }

        @Override
        public int minimalFormat() {
            return 2;
        }
    }

    /**
     * A reference to the other side of a connection; only a device can decide it.
     *
     * @param text as written
     * @param minimalFormat 2 for attributes of the other side, 6 for publishers
     */
    record Reference(String text, int minimalFormat) implements Constraint {
        @Override
        public boolean allows(Optional<HeaderValue> value) {
            return false;
        }
    }

    /** Whether each element of a list satisfies this: how devices read a constraint on a list. */
    default boolean allowsEach(HeaderValue.Items items) {
        return items.values().stream().allMatch(item -> allows(Optional.of(item)));
    }

    /**
     * Compiles the value of a field, which must be a map or a list of maps.
     *
     * @throws org.brandstore.assertion.AssertionException if it is none, or a pattern is not RE2
     */
    static Constraint compile(Fields fields, String name, Dialect dialect) {
        HeaderValue value = fields.find(name).orElseThrow(() -> fields.refuse(name, "is missing"));
        return new Compiler(fields, name, dialect).top(value);
    }

    /** Compiles one RE2 pattern, anchored at both ends. */
    static Pattern pattern(Fields fields, String name, String text) {
        try {
            return Pattern.compile("^(" + text + ")$");
        } catch (PatternSyntaxException e) {
            var refusal = fields.refuse(
                    name, "must hold RE2 patterns, not " + Fields.quoted(text) + ": " + e.getDescription());
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static int highest(List<Constraint> constraints) {
        return constraints.stream().mapToInt(Constraint::minimalFormat).max().orElse(1);
    }

    /** Compiles one field; {@code path} is where in the field the value is. */
    final class Compiler {
        private static final java.util.regex.Pattern OPERATION =
                java.util.regex.Pattern.compile("\\$(SLOT|PLUG|SLOT_COMPAT|PLUG_COMPAT)\\([^,]+\\)");
        private static final List<String> PUBLISHERS = List.of("$PLUG_PUBLISHER_ID", "$SLOT_PUBLISHER_ID");
        private static final int MAX_DEPTH = 20;

        private final Fields fields;
        private final String name;
        private final Dialect dialect;

        private Compiler(Fields fields, String name, Dialect dialect) {
            this.fields = fields;
            this.name = name;
            this.dialect = dialect;
        }

        private Constraint top(HeaderValue value) {
            return switch (value) {
                case HeaderValue.Entries map -> entries(map, 1);
                case HeaderValue.Items items when items.values().stream().allMatch(HeaderValue.Entries.class::isInstance) ->
                    alternatives(items, 1);
                case HeaderValue.Items items -> throw fields.refuse(name, "must be a map or a list of maps");
                case HeaderValue.Text text -> throw fields.refuse(name, "must be a map or a list of maps, not a text");
            };
        }

        private Constraint inner(HeaderValue value, int depth) {
            if (depth > MAX_DEPTH) {
                throw fields.refuse(name, "must not be nested deeper than " + MAX_DEPTH + " levels");
            }
            return switch (value) {
                case HeaderValue.Entries map -> entries(map, depth + 1);
                case HeaderValue.Items items -> alternatives(items, depth + 1);
                case HeaderValue.Text text when text.value().startsWith("$") -> expression(text.value());
                case HeaderValue.Text text -> new Text(pattern(fields, name, text.value()));
            };
        }

        private Entries entries(HeaderValue.Entries map, int depth) {
            SortedMap<String, Constraint> members = new TreeMap<>();
            map.values().forEach((key, value) -> members.put(key, inner(value, depth)));
            return new Entries(members);
        }

        private Alternatives alternatives(HeaderValue.Items items, int depth) {
            List<Constraint> choices = new ArrayList<>();
            for (HeaderValue item : items.values()) {
                if (item instanceof HeaderValue.Items) {
                    throw fields.refuse(name, "must not nest alternatives directly in alternatives");
                }
                choices.add(inner(item, depth));
            }
            return new Alternatives(List.copyOf(choices));
        }

        private Constraint expression(String text) {
            if (text.equals("$MISSING")) {
                return new Missing();
            }
            if (dialect == Dialect.ATTRIBUTES) {
                Matcher operation = OPERATION.matcher(text);
                if (operation.matches()) {
                    return new Reference(text, 2);
                }
                if (PUBLISHERS.contains(text)) {
                    return new Reference(text, 6);
                }
            }
            throw fields.refuse(name, "must not hold the expression " + Fields.quoted(text) + ": it is not known here");
        }
    }
}
