package org.brandstore.snap.yaml;

import org.brandstore.naming.ShownText;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Makes the one kind of error that a file gives that does not say what it should. */
final class BadYaml {
    private static final int LONGEST = 200;

    private BadYaml() {}

    /**
     * @param file its path in the snap
     * @param where line and column, or the path of keys; empty for the whole file
     * @param what is wrong there and what would be right
     */
    static StoreException at(String file, String where, String what) {
        String place = where.isEmpty() ? "" : printable(where) + ": ";
        return new StoreException(
                ErrorCode.INVALID_SNAP, "cannot accept " + printable(file) + ": " + place + printable(what));
    }

    /** Parts come from the file: one line, no control characters, not endless. */
    private static String printable(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return ShownText.shown(cut);
    }
}
