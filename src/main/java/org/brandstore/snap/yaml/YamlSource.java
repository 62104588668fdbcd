package org.brandstore.snap.yaml;

import java.io.Serial;
import java.io.StringReader;
import java.util.Iterator;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.ScalarEvent;

/** The text of a document, and what the parser does not tell about it. */
final class YamlSource {
    /** After these a tab would be part of an indentation, which tabs cannot be. */
    private static final Pattern OPENS_BLOCK = Pattern.compile("(?:.*[ \\t])?[-?]|:");

    private static final Pattern BETWEEN_PARTS =
            Pattern.compile("found character '\\\\t|expected ' '|expected chomping or indentation");
    private static final Pattern TAB_FIRST = Pattern.compile("\\n*\\t");
    private static final Pattern DIRECTIVE = Pattern.compile("%(?:YAML[ \\t]+0*1\\.0*1[ \\t]*(?:#.*)?|TAG[ \\t].*)");

    private final String text;
    private final int[] points;

    YamlSource(String text) {
        this.text = text;
        this.points = text.codePoints().toArray();
    }

    /** Thrown where a tab stands between two parts of a line: it separates them for the device, but not for the parser. */
    static final class TabException extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        private final int at;

        TabException(int at, Throwable cause) {
            super(cause);
            this.at = at;
        }
    }

    Iterator<Event> events() {
        return events(text);
    }

    /** Whether a colon follows that a bracket or comma follows: it belongs to the text for one reader, and not for another. */
    boolean hasTightColon(Mark end) {
        int at = end.getIndex();
        while (at < points.length && (points[at] == ' ' || points[at] == '\t')) {
            at++;
        }
        return at + 1 < points.length && points[at] == ':' && ",[]{}".indexOf(points[at + 1]) >= 0;
    }

    /** Whether no colon stands between a key and its value, outside of comments. */
    boolean lacksColon(Mark keyEnd, Event value) {
        int from = keyEnd.getIndex();
        int to = value.getStartMark().getIndex();
        boolean written = value.getEndMark().getIndex() > to;
        return written
                && from <= to
                && new String(points, from, to - from).replaceAll("#.*", "").indexOf(':') < 0;
    }

    /** Whether the first line of a block of text, which tells how far it is indented, has a tab behind its blanks. */
    boolean isIndentedByTab(ScalarEvent event) {
        boolean block = event.getScalarStyle() == ScalarStyle.LITERAL || event.getScalarStyle() == ScalarStyle.FOLDED;
        return block && TAB_FIRST.matcher(event.getValue()).lookingAt() && !saysIndentation(event.getStartMark());
    }

    /** Whether the head of a block, such as {@code |2-}, has a digit. */
    private boolean saysIndentation(Mark head) {
        int at = head.getIndex() + 1;
        while (at < points.length && (points[at] == '+' || points[at] == '-')) {
            at++;
        }
        return at < points.length && points[at] >= '1' && points[at] <= '9';
    }

    /** Whether halves of surrogate pairs are written as escapes, which the device refuses even where they make a pair. */
    boolean hasSurrogateEscape(Mark start, Mark end) {
        for (int i = start.getIndex(); i + 1 < end.getIndex(); i++) {
            if (points[i] == '\\') {
                i++;
                int digits = i + 1 + (points[i] == 'U' && startsWith(i + 1, "0000") ? "0000".length() : 0);
                if ((points[i] == 'u' || digits > i + 1) && isSurrogate(digits)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether hexadecimal digits of U+D800 to U+DFFF begin there. */
    private boolean isSurrogate(int at) {
        return at + 1 < points.length
                && (points[at] == 'd' || points[at] == 'D')
                && "89abcdefABCDEF".indexOf(points[at + 1]) >= 0;
    }

    private boolean startsWith(int at, String expected) {
        for (int i = 0; i < expected.length(); i++) {
            if (at + i >= points.length || points[at + i] != expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The first line that tells the reader of another YAML than the device's; lines that name tags are fine. */
    Optional<String> strangeDirective() {
        return text.lines()
                .takeWhile(line -> line.isBlank() || line.startsWith("%") || line.startsWith("#"))
                .filter(line -> line.startsWith("%") && !DIRECTIVE.matcher(line).matches())
                .findFirst();
    }

    /** @throws TabException if the parser has stopped at a tab that should have been a blank */
    void refuseTab(MarkedYAMLException e) {
        Mark mark = e.getProblemMark();
        String problem = e.getProblem();
        if (mark == null || mark.getIndex() >= points.length || points[mark.getIndex()] != '\t' || problem == null) {
            return;
        }
        String before = new String(points, mark.getIndex() - mark.getColumn(), mark.getColumn()).stripTrailing();
        boolean betweenParts = BETWEEN_PARTS.matcher(problem).lookingAt();
        if (betweenParts && !before.isEmpty() && !OPENS_BLOCK.matcher(before).matches()) {
            throw new TabException(mark.getIndex(), e);
        }
    }

    /** The same with blanks for the tabs from there on. */
    YamlSource withoutTab(TabException tab) {
        int[] changed = points.clone();
        for (int i = tab.at; i < changed.length && (changed[i] == '\t' || changed[i] == ' '); i++) {
            changed[i] = ' ';
        }
        return new YamlSource(new String(changed, 0, changed.length));
    }

    private static Iterator<Event> events(String text) {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Math.max(1, text.length()));
        options.setProcessComments(false);
        return new Yaml(options).parse(new StringReader(text)).iterator();
    }
}
