package org.brandstore.assertion.constraint;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.Excerpt;

/**
 * The patterns of constraints and of interface rules: RE2, anchored at both ends (assertions.md 2.8, 3.8).
 *
 * <p>A foreign pattern is measured before it is compiled, since counted repeats multiply when nested and deep nesting
 * exhausts the stack of the compiler.
 */
public final class BoundedPattern {
    private static final int MAX_LENGTH = 1000;
    private static final int MAX_DEPTH = 50;
    /** Steps of the program, about; Go's own limit on nested repeats is 1000. */
    private static final int MAX_COST = 2000;

    private final String text;
    /** The costs of the groups that are open, the inner ones first. */
    private final Deque<Long> open = new ArrayDeque<>();
    /** What the group being read costs so far, and the last thing in it. */
    private long cost;

    private long last;

    private BoundedPattern(String text) {
        this.text = text;
    }

    /**
     * Compiles so that {@code matches} answers for the whole of a text.
     *
     * @throws AssertionException if the pattern is not RE2, or larger than any honest one
     */
    public static Pattern compile(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            throw refused(pattern, "it is longer than " + MAX_LENGTH + " characters");
        }
        new BoundedPattern(pattern).measure();
        try {
            return Pattern.compile("^(" + pattern + ")$");
        } catch (PatternSyntaxException e) {
            throw refused(pattern, "it is not an RE2 pattern: " + Excerpt.of(e.getDescription()));
        }
    }

    private void measure() {
        int at = 0;
        while (at < text.length()) {
            at = step(at);
            if (cost > MAX_COST || open.size() > MAX_DEPTH) {
                throw refused(text, "it repeats too often or nests too deep");
            }
        }
    }

    /** Measures what begins here; returns where the next thing begins. */
    private int step(int at) {
        return switch (text.charAt(at)) {
            case '(' -> openGroup(at);
            case ')' -> closeGroup(at);
            case '{' -> repeat(at);
            case '[' -> single(classEnd(at));
            case '\\' -> single(escapeEnd(at));
            default -> single(at + 1);
        };
    }

    private int openGroup(int at) {
        open.push(cost);
        cost = 0;
        return at + 1;
    }

    private int closeGroup(int at) {
        long group = Math.max(1, cost);
        cost = open.isEmpty() ? 0 : open.pop();
        add(group);
        return at + 1;
    }

    private int single(int end) {
        add(1);
        return end;
    }

    private void add(long atom) {
        cost += atom;
        last = atom;
    }

    /** Multiplies the last thing by the largest number in the braces, if that is what they hold. */
    private int repeat(int at) {
        int end = text.indexOf('}', at);
        long times = 1;
        long number = 0;
        for (int i = at + 1; i < end; i++) {
            char c = text.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            if (!digit && c != ',') {
                end = -1;
            }
            number = digit ? Math.min(number * 10 + c - '0', MAX_COST) : 0;
            times = Math.max(times, number);
        }
        if (end < 0) {
            add(1);
            return at + 1;
        }
        cost += last * (times - 1);
        last *= times;
        return end + 1;
    }

    private int classEnd(int at) {
        int i = at + 1;
        if (i < text.length() && text.charAt(i) == '^') {
            i++;
        }
        int first = i;
        while (i < text.length() && (text.charAt(i) != ']' || i == first)) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.startsWith("[:", i) && text.indexOf(":]", i + 2) > 0) {
                i = text.indexOf(":]", i + 2) + 1;
            }
            i++;
        }
        return i + 1;
    }

    private int escapeEnd(int at) {
        char kind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (kind == 'Q') {
            int end = text.indexOf("\\E", at);
            return end < 0 ? text.length() : end + 2;
        }
        boolean braced = (kind == 'p' || kind == 'P' || kind == 'x') && text.startsWith("{", at + 2);
        int end = braced ? text.indexOf('}', at) : -1;
        return end < 0 ? at + 2 : end + 1;
    }

    private static AssertionException refused(String pattern, String why) {
        return new AssertionException(Reason.INVALID, "cannot use pattern \"" + Excerpt.of(pattern) + "\": " + why);
    }
}
