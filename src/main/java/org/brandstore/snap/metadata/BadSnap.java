package org.brandstore.snap.metadata;

import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;

/** Makes the error of a snap whose parts do not fit together; errors within one YAML file name their place themselves. */
public final class BadSnap {
    private static final int LONGEST = 200;

    private BadSnap() {}

    public static StoreException because(String what) {
        return new StoreException(ErrorCode.INVALID_SNAP, "cannot accept the snap file: " + what);
    }

    /** A text of the file as a message can hold it: one line of printable characters. */
    public static String shown(String text) {
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
        return cut.replaceAll("[^ -~]", "?");
    }
}
