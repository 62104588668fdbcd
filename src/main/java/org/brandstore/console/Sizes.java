package org.brandstore.console;

import java.util.Locale;

/** Numbers of bytes for people. */
public final class Sizes {
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Sizes() {}

    /** Three digits and a decimal unit, such as {@code 12.3 MB}. */
    public static String of(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 999.5 && unit < UNITS.length - 1) {
            value /= 1000;
            unit++;
        }
        String number = unit == 0 || value >= 99.95
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
        return number + " " + UNITS[unit];
    }

    /** The same with a sign, such as {@code +1.2 MB}. */
    public static String difference(long bytes) {
        if (bytes == 0) {
            return "same size";
        }
        return (bytes > 0 ? "+" : "\u2212") + of(Math.abs(bytes));
    }
}
