package org.brandstore.assertion.codec;

import java.util.Map;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.Excerpt;
import org.brandstore.assertion.HeaderValue;

/** Writes header lines so that parsing them gives the same values (assertions.md 1.2). */
public final class HeaderWriter {
    private static final String SPACES = " ".repeat(64);

    private final StringBuilder out;

    HeaderWriter(StringBuilder out) {
        this.out = out;
    }

    /**
     * Writes a header line, with an LF before it if it is not the first. Empty lists and maps are left out.
     *
     * @throws AssertionException if the name or a map key is not one, a text is not Unicode, or a list or map would
     *     vanish because everything in it is empty
     */
    void header(String name, HeaderValue value) {
        if (isEmpty(value)) {
            return;
        }
        if (vanishes(value)) {
            throw notWritable("there is nothing but empty lists and maps in \"" + Excerpt.of(name) + "\"");
        }
        if (!out.isEmpty()) {
            out.append('\n');
        }
        out.append(name(name)).append(':');
        value(value, 0);
    }

    private void value(HeaderValue value, int base) {
        switch (value) {
            case HeaderValue.Text text -> text(text.value(), base);
            case HeaderValue.Items items -> {
                for (HeaderValue item : items.values()) {
                    if (mustWrite(item)) {
                        line(base + 2).append('-');
                        value(item, base + 2);
                    }
                }
            }
            case HeaderValue.Entries entries -> {
                for (Map.Entry<String, HeaderValue> entry : entries.values().entrySet()) {
                    String key = name(entry.getKey());
                    if (mustWrite(entry.getValue())) {
                        line(base + 2).append(key).append(':');
                        value(entry.getValue(), base + 2);
                    }
                }
            }
        }
    }

    private void text(String text, int base) {
        if (!Utf8.isEncodable(text)) {
            throw notWritable("the value \"" + Excerpt.of(text) + "\" is not Unicode text");
        }
        int end = text.indexOf('\n');
        if (end < 0) {
            out.append(' ').append(text);
            return;
        }
        int start = 0;
        while (end >= 0) {
            line(base + 4).append(text, start, end);
            start = end + 1;
            end = text.indexOf('\n', start);
        }
        line(base + 4).append(text, start, text.length());
    }

    private StringBuilder line(int indent) {
        out.append('\n');
        if (indent <= SPACES.length()) {
            return out.append(SPACES, 0, indent);
        }
        return out.append(" ".repeat(indent));
    }

    private static boolean mustWrite(HeaderValue value) {
        if (!isEmpty(value) && vanishes(value)) {
            throw notWritable("there is a list or map with nothing but empty ones in it");
        }
        return !isEmpty(value);
    }

    private static boolean isEmpty(HeaderValue value) {
        return switch (value) {
            case HeaderValue.Text text -> false;
            case HeaderValue.Items items -> items.values().isEmpty();
            case HeaderValue.Entries entries -> entries.values().isEmpty();
        };
    }

    private static boolean vanishes(HeaderValue value) {
        return switch (value) {
            case HeaderValue.Text text -> false;
            case HeaderValue.Items items -> items.values().stream().allMatch(HeaderWriter::isEmpty);
            case HeaderValue.Entries entries ->
                entries.values().values().stream().allMatch(HeaderWriter::isEmpty);
        };
    }

    private static String name(String name) {
        if (!HeaderNames.isName(name)) {
            throw notWritable("\"" + Excerpt.of(name)
                    + "\" is not a name: lower-case letters, digits and single inner '-' are, after a letter");
        }
        return name;
    }

    private static AssertionException notWritable(String why) {
        return new AssertionException(Reason.INVALID, "cannot write headers: " + why);
    }
}
