package org.brandstore.naming;

/**
 * The spelling rules of all identifiers (assertions.md 1.8), each in one place. All are about whole texts. Every request of
 * every device is checked by them, so they look at each character once.
 */
public final class NameRules {
    private static final int DIGIT = 1;
    private static final int LOWER = 2;
    private static final int UPPER = 4;
    private static final int DASH = 8;
    private static final int UNDERSCORE = 16;
    private static final int DOT = 32;
    private static final int SIGN = 64;
    private static final int ALPHANUMERIC = DIGIT | LOWER | UPPER;

    private NameRules() {}

    public static boolean isAccountId(String text) {
        int length = text.length();
        return isSnapId(text) || (length >= 2 && length <= 28 && consistsOf(text, DASH | LOWER | DIGIT));
    }

    public static boolean isSnapId(String text) {
        return text.length() == 32 && consistsOf(text, ALPHANUMERIC);
    }

    public static boolean isSnapName(String text) {
        return text.length() >= 2 && text.length() <= 40 && isKeyName(text);
    }

    /** Like a snap name but of any length: the key name rule of snapd. */
    public static boolean isKeyName(String text) {
        return isJoined(text, LOWER | DIGIT, DASH) && text.chars().anyMatch(c -> kind(c) == LOWER);
    }

    public static boolean isStoreId(String text) {
        return !text.isEmpty() && text.length() <= 64 && consistsOf(text, DASH | ALPHANUMERIC | UNDERSCORE);
    }

    /** As long as a session can carry it. */
    public static boolean isModelName(String text) {
        return text.length() <= 255 && isJoined(text, LOWER | DIGIT, DASH);
    }

    /** The stricter of the two serial rules: what this store gives, and device ids are made of. */
    public static boolean isStrictSerial(String text) {
        return isJoined(text, ALPHANUMERIC, SIGN | DASH);
    }

    public static boolean isArchitecture(String text) {
        return text.length() >= 2 && text.length() <= 16 && consistsOf(text, LOWER | DIGIT);
    }

    public static boolean isKeyId(String text) {
        return text.length() == 64 && consistsOf(text, DASH | UNDERSCORE | ALPHANUMERIC);
    }

    public static boolean isTrack(String text) {
        return text.length() <= 28 && isWord(text);
    }

    /** What a channel may be called that devices follow, or that was made before the rule for new ones. */
    public static boolean isBranch(String text) {
        return text.length() <= 128 && isWord(text);
    }

    /** What a new branch may be called: {@code _} stands between a snap and its instance key. */
    public static boolean isNewBranch(String text) {
        return isBranch(text) && text.indexOf('_') < 0;
    }

    private static boolean isWord(String text) {
        return !text.isEmpty()
                && (kind(text.charAt(0)) & ALPHANUMERIC) != 0
                && (kind(text.charAt(text.length() - 1)) & ALPHANUMERIC) != 0
                && consistsOf(text, DASH | UNDERSCORE | DOT | ALPHANUMERIC);
    }

    private static boolean consistsOf(String text, int kinds) {
        for (int i = 0; i < text.length(); i++) {
            if ((kind(text.charAt(i)) & kinds) == 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text is made of parts of some kinds of characters with one character of other kinds between two parts. */
    private static boolean isJoined(String text, int parts, int joints) {
        boolean inPart = false;
        for (int i = 0; i < text.length(); i++) {
            int kind = kind(text.charAt(i));
            if ((kind & parts) != 0) {
                inPart = true;
            } else if (inPart && (kind & joints) != 0) {
                inPart = false;
            } else {
                return false;
            }
        }
        return inPart;
    }

    private static int kind(int c) {
        if (c >= 'a' && c <= 'z') {
            return LOWER;
        }
        if (c >= '0' && c <= '9') {
            return DIGIT;
        }
        if (c >= 'A' && c <= 'Z') {
            return UPPER;
        }
        return switch (c) {
            case '-' -> DASH;
            case '_' -> UNDERSCORE;
            case '.' -> DOT;
            case ':', '+' -> SIGN;
            default -> 0;
        };
    }
}
