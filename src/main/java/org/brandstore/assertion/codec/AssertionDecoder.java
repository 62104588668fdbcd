package org.brandstore.assertion.codec;

import java.util.Arrays;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.Excerpt;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.Scalars;
import org.brandstore.assertion.type.check.TypeChecks;
import org.brandstore.naming.InvalidNameException;

/**
 * Reads one assertion that is all there is: the head ends at the first LF LF, the signature begins after the last
 * (assertions.md 1.4). Checks everything but the signature.
 */
public final class AssertionDecoder {
    private AssertionDecoder() {}

    /** @throws AssertionException if the bytes are not one assertion of a known type that obeys the type's own rules */
    public static Assertion decode(byte[] bytes) {
        int contentLength = lastSeparator(bytes);
        if (contentLength < 0) {
            throw new AssertionException(
                    Reason.MALFORMED, "cannot read assertion: there is no blank line before the signature");
        }
        int headLength = separator(bytes, 0, contentLength);
        int bodyStart = headLength + 2;
        if (headLength < 0) {
            headLength = contentLength;
            bodyStart = contentLength;
        }
        AssertionLimits.checkHead(headLength);
        AssertionLimits.checkBody(contentLength - bodyStart);
        AssertionLimits.checkSignature(bytes.length - contentLength - 2);
        Headers headers = parseHead(bytes, 0, headLength);
        byte[] encoded = withFinalLineFeed(bytes, 0, bytes.length);
        return assemble(headers, encoded, contentLength, bodyStart);
    }

    static Headers parseHead(byte[] bytes, int from, int to) {
        if (!Utf8.isValid(bytes, from, to)) {
            throw new AssertionException(Reason.MALFORMED, "cannot read headers: they are not UTF-8");
        }
        return HeaderParser.parse(Utf8.decode(bytes, from, to));
    }

    /** A copy that ends in exactly one LF where the range ends in one or none. */
    static byte[] withFinalLineFeed(byte[] bytes, int from, int to) {
        int end = to > from && bytes[to - 1] == '\n' ? to - 1 : to;
        byte[] copy = Arrays.copyOfRange(bytes, from, end + 1);
        copy[end - from] = '\n';
        return copy;
    }

    /** Builds the assertion and makes all checks which do not need a key. */
    static Assertion assemble(Headers headers, byte[] encoded, int contentLength, int bodyStart) {
        int declared = Scalars.count("body-length", headers);
        if (declared != contentLength - bodyStart) {
            throw new AssertionException(
                    Reason.MALFORMED,
                    "cannot read body: body-length says " + declared + " bytes, there are "
                            + (contentLength - bodyStart));
        }
        if (!Utf8.isValid(encoded, bodyStart, contentLength)) {
            throw new AssertionException(Reason.MALFORMED, "cannot read body: it is not UTF-8");
        }
        Assertion assertion = new Assertion(headers, encoded, contentLength, bodyStart);
        if (assertion.type().jsonBody()) {
            CanonicalJson.check(Utf8.decode(encoded, bodyStart, contentLength));
        }
        if (encoded.length <= contentLength + "\n\n\n".length()) {
            throw new AssertionException(Reason.MALFORMED, "cannot read assertion: the signature is empty");
        }
        try {
            TypeChecks.check(assertion);
        } catch (InvalidNameException e) {
            throw new AssertionException(
                    Reason.INVALID, "cannot use " + Excerpt.of(assertion.ref()) + ": " + e.getMessage(), e);
        }
        return assertion;
    }

    /** Where the first LF LF begins in the range; -1 if there is none. */
    static int separator(byte[] bytes, int from, int to) {
        for (int i = from; i + 1 < to; i++) {
            if (bytes[i + 1] != '\n') {
                i++;
            } else if (bytes[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private static int lastSeparator(byte[] bytes) {
        for (int i = bytes.length - 2; i >= 0; i--) {
            if (bytes[i] == '\n' && bytes[i + 1] == '\n') {
                return i;
            }
        }
        return -1;
    }
}
