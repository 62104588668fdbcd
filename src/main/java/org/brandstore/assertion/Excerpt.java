package org.brandstore.assertion;

/** Foreign text in messages: short, and on one line. */
public final class Excerpt {
    private static final int MAX = 100;

    private Excerpt() {}

    public static String of(AssertionRef ref) {
        return of(ref.toString());
    }

    public static String of(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), MAX) + 3);
        text.codePoints()
                .limit(MAX)
                .map(c -> Character.isISOControl(c) || c == '"' ? '?' : c)
                .forEach(shown::appendCodePoint);
        return text.length() > MAX ? shown.append("...").toString() : shown.toString();
    }
}
