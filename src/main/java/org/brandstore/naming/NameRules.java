package org.brandstore.naming;

import java.util.regex.Pattern;

/** The spelling rules of all identifiers (assertions.md 1.8), each in one place. All patterns match whole texts. */
public final class NameRules {
    private static final Pattern ACCOUNT_ID = Pattern.compile("[a-z0-9A-Z]{32}|[-a-z0-9]{2,28}");
    private static final Pattern SNAP_ID = Pattern.compile("[a-z0-9A-Z]{32}");
    private static final Pattern LOWER_NAME = Pattern.compile("[a-z0-9]++(?:-[a-z0-9]++)*+");
    private static final Pattern STORE_ID = Pattern.compile("[-A-Z0-9a-z_]{1,64}");
    private static final Pattern SERIAL = Pattern.compile("[a-zA-Z0-9]++(?:[:+-][a-zA-Z0-9]++)*+");
    private static final Pattern KEY_ID = Pattern.compile("[-_A-Za-z0-9]{64}");
    private static final Pattern WORD = Pattern.compile("[a-zA-Z0-9](?:[-_.a-zA-Z0-9]*[a-zA-Z0-9])?");
    private static final Pattern ARCHITECTURE = Pattern.compile("[a-z0-9]{2,16}");

    private NameRules() {}

    public static boolean isAccountId(String text) {
        return ACCOUNT_ID.matcher(text).matches();
    }

    public static boolean isSnapId(String text) {
        return SNAP_ID.matcher(text).matches();
    }

    public static boolean isSnapName(String text) {
        return text.length() >= 2 && text.length() <= 40 && isKeyName(text);
    }

    /** Like a snap name but of any length: the key name rule of snapd, written so that it cannot backtrack. */
    public static boolean isKeyName(String text) {
        return LOWER_NAME.matcher(text).matches() && text.chars().anyMatch(c -> c >= 'a' && c <= 'z');
    }

    public static boolean isStoreId(String text) {
        return STORE_ID.matcher(text).matches();
    }

    public static boolean isModelName(String text) {
        return text.length() <= 128 && LOWER_NAME.matcher(text).matches();
    }

    public static boolean isSerial(String text) {
        return text.length() <= 128 && SERIAL.matcher(text).matches();
    }

    public static boolean isArchitecture(String text) {
        return ARCHITECTURE.matcher(text).matches();
    }

    public static boolean isKeyId(String text) {
        return KEY_ID.matcher(text).matches();
    }

    public static boolean isTrack(String text) {
        return text.length() <= 28 && WORD.matcher(text).matches();
    }

    public static boolean isBranch(String text) {
        return text.length() <= 128 && WORD.matcher(text).matches();
    }
}
