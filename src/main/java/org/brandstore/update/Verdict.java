package org.brandstore.update;

import java.util.Locale;

/** The two ways to decide. */
public enum Verdict {
    APPROVED,
    REJECTED;

    /** The word in the database and in APIs. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Verdict of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
