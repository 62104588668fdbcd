package org.brandstore.naming;

import java.util.Optional;

/**
 * The one rule for texts that the store keeps or shows: no database, terminal, page or mail should carry what steers
 * terminals, cannot be encoded, or makes a text look like another one.
 */
public final class ShownText {
    private static final int OVERRIDES_FROM = 0x202A;
    private static final int OVERRIDES_TO = 0x202E;
    private static final int ISOLATES_FROM = 0x2066;
    private static final int ISOLATES_TO = 0x2069;

    private ShownText() {}

    /** What is wrong with one line; line breaks and tabs are. Such as {@code the control character U+0007}. */
    public static Optional<String> problemInLine(String text) {
        return problem(text, false);
    }

    /** What is wrong with a text of several lines, in which line breaks and tabs are right. */
    public static Optional<String> problemInLines(String text) {
        return problem(text, true);
    }

    /** One line for messages, with a question mark for each character that no line may hold. */
    public static String shown(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().map(point -> isFine(point, false) ? point : '?').forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static Optional<String> problem(String text, boolean lines) {
        return text.codePoints()
                .filter(point -> !isFine(point, lines))
                .mapToObj(ShownText::named)
                .findFirst();
    }

    private static boolean isFine(int point, boolean lines) {
        if (Character.isISOControl(point)) {
            return lines && (point == '\n' || point == '\r' || point == '\t');
        }
        return !isSurrogate(point) && !turnsText(point);
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    /** Characters that override or isolate the direction of writing: what people see is then not what is there. */
    private static boolean turnsText(int point) {
        return (point >= OVERRIDES_FROM && point <= OVERRIDES_TO) || (point >= ISOLATES_FROM && point <= ISOLATES_TO);
    }

    private static String named(int point) {
        String kind = "the control character";
        if (isSurrogate(point)) {
            kind = "half of a surrogate pair,";
        } else if (turnsText(point)) {
            kind = "the invisible change of writing direction";
        }
        return "%s U+%04X".formatted(kind, point);
    }
}
