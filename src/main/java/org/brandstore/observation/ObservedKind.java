package org.brandstore.observation;

import java.util.Locale;

/** What was observed of one snap of a device. */
public enum ObservedKind {
    /** the device was told to have a revision */
    OFFERED,
    /** the device was given the file of a revision, or a delta that leads there */
    FETCHED,
    /** the device said that it runs another revision, or got its revision at another time, than it had said before */
    REPORTED;

    /** As the database and the API spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ObservedKind of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
