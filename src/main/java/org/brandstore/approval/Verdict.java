package org.brandstore.approval;

import java.util.Locale;

/** The two ways to decide. */
public enum Verdict {
    APPROVED,
    REJECTED;

    /** The word in the database and in APIs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The verdict of that {@link #word()}. */
    public static Verdict of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
