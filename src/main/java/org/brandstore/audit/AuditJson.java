package org.brandstore.audit;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON with one spelling for each value, as RFC 8785 gives it for texts, whole numbers, booleans, lists and objects: no
 * white space, keys in the order of their UTF-16 units, the shortest escapes. Fractions have no place in an audit record
 * and are refused; anything else is written as the text it prints.
 */
final class AuditJson {
    private final StringBuilder out = new StringBuilder();

    private AuditJson() {}

    static String write(@Nullable Object value) {
        AuditJson json = new AuditJson();
        json.value(value);
        return json.out.toString();
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Optional<?> optional -> value(optional.orElse(null));
            case Map<?, ?> map -> object(map);
            case Iterable<?> items -> array(items);
            case Boolean flag -> out.append(flag.booleanValue());
            case Integer number -> out.append(number.intValue());
            case Long number -> out.append(number.longValue());
            case Number number ->
                throw new IllegalArgumentException("cannot write " + number + ": only whole numbers have one spelling");
            default -> text(value.toString());
        }
    }

    private void object(Map<?, ?> map) {
        TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, item) -> sorted.put(String.valueOf(key), item));
        out.append('{');
        Iterator<Map.Entry<String, @Nullable Object>> entries =
                sorted.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, @Nullable Object> entry = entries.next();
            text(entry.getKey());
            out.append(':');
            value(entry.getValue());
            if (entries.hasNext()) {
                out.append(',');
            }
        }
        out.append('}');
    }

    private void array(Iterable<?> items) {
        out.append('[');
        Iterator<?> iterator = items.iterator();
        while (iterator.hasNext()) {
            value(iterator.next());
            if (iterator.hasNext()) {
                out.append(',');
            }
        }
        out.append(']');
    }

    private void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            character(text.charAt(i));
        }
        out.append('"');
    }

    private void character(char c) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c < 0x20) {
                    out.append(String.format("\\u%04x", (int) c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
