package org.brandstore.assertion.codec;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;

/**
 * The one spelling of JSON that devices accept as body: two spaces of indent, sorted keys, {@code ": "}, empty
 * containers closed on the spot, HTML characters escaped, numbers as a double prints them, no final LF
 * (assertions.md 1.4).
 */
public final class CanonicalJson {
    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /**
     * The canonical spelling of a JSON text.
     *
     * @throws AssertionException if the text is not JSON, nests too deep, or has no spelling that all devices agree on
     */
    public static String format(String json) {
        CanonicalJson writer = new CanonicalJson();
        writer.write(JsonReader.read(json), 0);
        return writer.out.toString();
    }

    /** @throws AssertionException if the body is not in the canonical spelling */
    static void check(String body) {
        if (!format(body).equals(body)) {
            throw new AssertionException(
                    Reason.INVALID,
                    "cannot use body: it must be JSON indented by two spaces, with sorted keys and without final LF");
        }
    }

    private void write(JsonValue value, int level) {
        switch (value) {
            case JsonValue.Members members -> writeObject(members.values(), level);
            case JsonValue.Elements elements -> writeArray(elements.values(), level);
            case JsonValue.Text text -> writeText(text.value());
            case JsonValue.Literal literal -> out.append(literal.spelling());
        }
    }

    private void writeObject(SortedMap<String, JsonValue> values, int level) {
        String separator = "{";
        for (Map.Entry<String, JsonValue> entry : values.entrySet()) {
            line(separator, level + 1);
            writeText(entry.getKey());
            out.append(": ");
            write(entry.getValue(), level + 1);
            separator = ",";
        }
        if (values.isEmpty()) {
            out.append("{}");
        } else {
            line("", level);
            out.append('}');
        }
    }

    private void writeArray(List<JsonValue> values, int level) {
        String separator = "[";
        for (JsonValue value : values) {
            line(separator, level + 1);
            write(value, level + 1);
            separator = ",";
        }
        if (values.isEmpty()) {
            out.append("[]");
        } else {
            line("", level);
            out.append(']');
        }
    }

    private void line(String before, int level) {
        out.append(before).append('\n').repeat("  ", level);
    }

    private void writeText(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> writeCharacter(c);
            }
        }
        out.append('"');
    }

    private void writeCharacter(char c) {
        if (c < ' ' || c == '<' || c == '>' || c == '&' || c == '\u2028' || c == '\u2029') {
            out.append("\\u").append(HexFormat.of().toHexDigits(c));
        } else {
            out.append(c);
        }
    }
}
