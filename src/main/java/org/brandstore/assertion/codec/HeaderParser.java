package org.brandstore.assertion.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.Excerpt;
import org.brandstore.assertion.HeaderValue;
import org.brandstore.assertion.Headers;

/**
 * Reads the header lines of an assertion in one pass (assertions.md 1.2).
 *
 * <p>The size limit on the head also bounds the depth of nesting: a level costs two spaces on each of its lines.
 */
public final class HeaderParser {
    private static final int NESTING = 2;
    private static final int TEXT_NESTING = 4;

    private final String head;
    /** The start of the next line; one past the end of the text when there is none. */
    private int line;

    private HeaderParser(String head) {
        this.head = head;
    }

    static Headers parse(String head) {
        HeaderParser parser = new HeaderParser(head);
        SortedMap<String, HeaderValue> values = parser.entries(0);
        return Headers.owning(values);
    }

    /** All entries from the next line on whose indent is at least this; the head itself is a map without indent. */
    private SortedMap<String, HeaderValue> entries(int indent) {
        SortedMap<String, HeaderValue> values = new TreeMap<>();
        while (hasIndent(indent)) {
            int start = line + indent;
            int end = lineEnd();
            int colon = head.indexOf(':', start, end);
            if (colon < 0) {
                throw malformed("there is no ':' in line \"" + excerpt(start, end) + "\"");
            }
            if (!HeaderNames.isName(head, start, colon)) {
                throw malformed("\"" + excerpt(start, colon)
                        + "\" is not a name: lower-case letters, digits and single inner '-' are, after a letter");
            }
            String name = head.substring(start, colon);
            if (values.put(name, value(colon + 1, end, indent)) != null) {
                throw malformed("\"" + Excerpt.of(name) + "\" occurs twice");
            }
        }
        return values;
    }

    private List<HeaderValue> items(int base) {
        List<HeaderValue> values = new ArrayList<>();
        int indent = base + NESTING;
        while (hasIndent(indent) && isAt(line + indent, '-')) {
            values.add(value(line + indent + 1, lineEnd(), indent));
        }
        return values;
    }

    /** The value whose introduction ends at {@code from} on the current line, which this consumes. */
    private HeaderValue value(int from, int end, int base) {
        line = end + 1;
        if (from == end) {
            return nested(base);
        }
        if (head.charAt(from) != ' ') {
            throw malformed("there must be a space before the value \"" + excerpt(from, end) + "\"");
        }
        return new HeaderValue.Text(head.substring(from + 1, end));
    }

    private HeaderValue nested(int base) {
        int first = line + base + NESTING;
        if (hasIndent(base + NESTING) && first < lineEnd()) {
            char c = head.charAt(first);
            if (c == '-') {
                return new HeaderValue.Items(items(base));
            }
            if (c != ' ') {
                return new HeaderValue.Entries(entries(base + NESTING));
            }
        }
        return block(base + TEXT_NESTING);
    }

    private HeaderValue block(int indent) {
        if (!hasIndent(indent)) {
            String found = line > head.length() ? "the end" : "\"" + excerpt(line, lineEnd()) + "\"";
            throw malformed("a line with " + indent + " spaces must follow a name without value, not " + found);
        }
        int end = lineEnd();
        String first = head.substring(line + indent, end);
        line = end + 1;
        if (!hasIndent(indent)) {
            return new HeaderValue.Text(first);
        }
        StringBuilder text = new StringBuilder(first);
        while (hasIndent(indent)) {
            end = lineEnd();
            text.append('\n').append(head, line + indent, end);
            line = end + 1;
        }
        return new HeaderValue.Text(text.toString());
    }

    private boolean hasIndent(int width) {
        if (line > head.length() || line + width > head.length()) {
            return false;
        }
        for (int i = line; i < line + width; i++) {
            if (head.charAt(i) != ' ') {
                return false;
            }
        }
        return true;
    }

    private int lineEnd() {
        int end = head.indexOf('\n', line);
        return end < 0 ? head.length() : end;
    }

    private boolean isAt(int index, char c) {
        return index < head.length() && head.charAt(index) == c;
    }

    private String excerpt(int from, int to) {
        return Excerpt.of(head.substring(from, to));
    }

    private static AssertionException malformed(String why) {
        return new AssertionException(Reason.MALFORMED, "cannot read headers: " + why);
    }
}
