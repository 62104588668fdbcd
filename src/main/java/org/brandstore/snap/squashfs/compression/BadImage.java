package org.brandstore.snap.squashfs.compression;

import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Makes the one kind of error that a damaged or hostile image gives. */
public final class BadImage {
    private static final int MAX_PLACE = 200;

    private BadImage() {}

    /**
     * @param where which structure, with its place
     * @param what is wrong there and what would be right
     */
    public static StoreException at(String where, String what) {
        return new StoreException(
                ErrorCode.INVALID_SNAP, "cannot read the squashfs image: " + printable(where) + ": " + what);
    }

    public static StoreException at(String where, String what, Throwable cause) {
        StoreException problem = at(where, what);
        problem.initCause(cause);
        return problem;
    }

    /** Paths come from the image: one line, no control characters, not endless. */
    private static String printable(String where) {
        String cut = where.length() > MAX_PLACE ? where.substring(0, MAX_PLACE) + "..." : where;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
