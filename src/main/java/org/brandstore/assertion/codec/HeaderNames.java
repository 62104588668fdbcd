package org.brandstore.assertion.codec;

/** The spelling of header names and map keys: {@code [a-z](-?[a-z0-9])*} (assertions.md 1.2). */
final class HeaderNames {
    private HeaderNames() {}

    static boolean isName(String text) {
        return isName(text, 0, text.length());
    }

    static boolean isName(String text, int from, int to) {
        if (from >= to || text.charAt(from) < 'a' || text.charAt(from) > 'z') {
            return false;
        }
        for (int i = from + 1; i < to; i++) {
            char c = text.charAt(i);
            boolean dash = c == '-' && text.charAt(i - 1) != '-' && i + 1 < to;
            if (!dash && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
                return false;
            }
        }
        return true;
    }
}
