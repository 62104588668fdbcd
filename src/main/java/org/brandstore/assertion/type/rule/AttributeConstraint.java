package org.brandstore.assertion.type.rule;

import java.util.List;
import java.util.regex.Pattern;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.constraint.BoundedPattern;
import org.brandstore.assertion.type.field.Fields;

/**
 * Reads one constraint on attributes: a map of patterns, nested maps, alternatives and expressions (the end of
 * assertions.md 3.8). Each step gives the lowest format that may carry what it has read.
 */
final class AttributeConstraint {
    private static final int PLAIN = 1;
    private static final int WITH_EXPRESSIONS = 2;
    private static final int WITH_ALTERNATIVES = 5;
    private static final int WITH_PUBLISHERS = 6;
    private static final Pattern OPERATION = Pattern.compile("\\$(?:SLOT|PLUG|SLOT_COMPAT|PLUG_COMPAT)\\([^,]+\\)");

    private final Fields fields;
    private final String name;

    private AttributeConstraint(Fields fields, String name) {
        this.fields = fields;
        this.name = name;
    }

    /** @throws AssertionException if the field is no constraint, or a pattern in it is not RE2 */
    static int read(Fields fields, String name) {
        return new AttributeConstraint(fields, name).top(fields.find(name).orElseThrow());
    }

    /** @throws AssertionException if the text is not an RE2 pattern */
    static void checkPattern(Fields fields, String name, String text) {
        try {
            BoundedPattern.compile(text);
        } catch (AssertionException e) {
            AssertionException refusal = fields.refuse(name, "must hold RE2 patterns: " + e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }

    /** Alternatives of the first level must be maps too: a pattern needs an attribute to be about. */
    private int top(HeaderValue value) {
        return switch (value) {
            case HeaderValue.Entries map -> value(map);
            case HeaderValue.Items items
            when items.values().stream().allMatch(HeaderValue.Entries.class::isInstance) -> value(items);
            case HeaderValue.Items items -> throw fields.refuse(name, "must be a map or a list of maps");
            case HeaderValue.Text text -> throw fields.refuse(name, "must be a map or a list of maps, not a text");
        };
    }

    /** As deep as the headers are nested, which the reader of headers bounds. */
    private int value(HeaderValue value) {
        return switch (value) {
            case HeaderValue.Entries map -> highest(map.values().values());
            case HeaderValue.Items items -> alternatives(items.values());
            case HeaderValue.Text text when text.value().startsWith("$") -> expression(text.value());
            case HeaderValue.Text text -> {
                checkPattern(fields, name, text.value());
                yield PLAIN;
            }
        };
    }

    private int alternatives(List<HeaderValue> choices) {
        if (choices.stream().anyMatch(HeaderValue.Items.class::isInstance)) {
            throw fields.refuse(name, "must not nest alternatives directly in alternatives");
        }
        return Math.max(WITH_ALTERNATIVES, highest(choices));
    }

    private int expression(String text) {
        if (text.equals("$PLUG_PUBLISHER_ID") || text.equals("$SLOT_PUBLISHER_ID")) {
            return WITH_PUBLISHERS;
        }
        if (text.equals("$MISSING") || OPERATION.matcher(text).matches()) {
            return WITH_EXPRESSIONS;
        }
        throw fields.refuse(name, "must not hold the expression " + Fields.quoted(text) + ": it is not known");
    }

    private int highest(Iterable<HeaderValue> values) {
        int format = PLAIN;
        for (HeaderValue value : values) {
            format = Math.max(format, value(value));
        }
        return format;
    }
}
