package org.brandstore.assertion.codec;

import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;

/** The sizes beyond which devices refuse an assertion (assertions.md 1.4); we refuse it too, however it comes. */
public final class AssertionLimits {
    /** Bytes of the head together with the LF LF after it. */
    static final int HEAD = 131_072;

    static final int BODY = 2 * 1024 * 1024;

    /** Bytes of the signature together with the LF LF after it. */
    static final int SIGNATURE = 131_072;

    private AssertionLimits() {}

    static void checkHead(int length) {
        check("head", length, HEAD - 2);
    }

    static void checkBody(int length) {
        check("body", length, BODY);
    }

    static void checkSignature(int length) {
        check("signature", length, SIGNATURE - 2);
    }

    private static void check(String part, int length, int max) {
        if (length > max) {
            throw new AssertionException(
                    Reason.TOO_LARGE,
                    "cannot take " + part + " of " + length + " bytes: at most " + max + " are allowed");
        }
    }
}
