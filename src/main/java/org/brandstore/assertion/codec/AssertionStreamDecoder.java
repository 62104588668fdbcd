package org.brandstore.assertion.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.AssertionException;
import org.brandstore.assertion.AssertionException.Reason;
import org.brandstore.assertion.Headers;
import org.brandstore.assertion.Scalars;

/**
 * Reads assertions one after the other, as devices read what a store answers (assertions.md 1.4, 1.5). Memory grows
 * with what arrives, never with what is announced, and only to the limits. Not safe for use by several threads.
 */
public final class AssertionStreamDecoder {
    private static final int FIRST_CAPACITY = 8192;
    private static final String SEPARATOR = "\n\n";

    private final InputStream in;
    private byte[] buffer = new byte[FIRST_CAPACITY];
    /** The assertion being read begins here. */
    private int start;
    /** What is read ends here. */
    private int end;

    /** @param in is read to its end at most, and not closed */
    public AssertionStreamDecoder(InputStream in) {
        this.in = in;
    }

    /** @throws AssertionException if the bytes are not a stream of assertions */
    public static List<Assertion> decodeAll(byte[] bytes) {
        AssertionStreamDecoder decoder = new AssertionStreamDecoder(new ByteArrayInputStream(bytes));
        List<Assertion> assertions = new ArrayList<>();
        try {
            for (var next = decoder.next(); next.isPresent(); next = decoder.next()) {
                assertions.add(next.get());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return assertions;
    }

    /**
     * The next assertion; empty at the end of the stream.
     *
     * @throws AssertionException if what comes is not an assertion; the rest of the stream is then lost
     */
    public Optional<Assertion> next() throws IOException {
        dropRead();
        int headEnd = findSeparator(start, AssertionLimits.HEAD, "head");
        if (headEnd < 0) {
            if (start == end) {
                return Optional.empty();
            }
            throw cut("head");
        }
        Headers headers = AssertionDecoder.parseHead(buffer, start, headEnd);
        int bodyLength = Scalars.count("body-length", headers);
        AssertionLimits.checkBody(bodyLength);
        int bodyStart = headEnd + SEPARATOR.length();
        int bodyEnd = bodyStart + bodyLength;
        if (!fill(bodyEnd)) {
            throw cut("body");
        }
        int contentEnd = bodyEnd;
        int signatureStart = bodyEnd + SEPARATOR.length();
        if (!isSeparator(bodyEnd)) {
            if (bodyLength > 0) {
                throw new AssertionException(
                        Reason.MALFORMED, "cannot read assertion: no blank line follows the body of body-length bytes");
            }
            contentEnd = headEnd;
            signatureStart = bodyStart;
        }
        int signatureEnd = findSeparator(signatureStart, AssertionLimits.SIGNATURE, "signature");
        int next = signatureEnd < 0 ? end : signatureEnd + SEPARATOR.length();
        byte[] encoded = AssertionDecoder.withFinalLineFeed(buffer, start, signatureEnd < 0 ? end : signatureEnd + 1);
        int contentLength = contentEnd - start;
        int bodyOffset = Math.min(bodyStart - start, contentLength);
        start = next;
        return Optional.of(AssertionDecoder.assemble(headers, encoded, contentLength, bodyOffset));
    }

    /** Moves the unread bytes to the front, but so seldom that no byte is moved more than once on average. */
    private void dropRead() {
        if (start < buffer.length / 2) {
            return;
        }
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
    }

    /** Where LF LF begins at or after {@code from}; -1 if the stream ends before. Together at most {@code max} bytes. */
    private int findSeparator(int from, int max, String part) throws IOException {
        int searched = from;
        while (true) {
            int found = AssertionDecoder.separator(buffer, searched, Math.min(end, from + max));
            if (found >= 0) {
                return found;
            }
            if (end >= from + max) {
                throw new AssertionException(
                        Reason.TOO_LARGE, "cannot read " + part + ": it does not end within " + max + " bytes");
            }
            searched = Math.max(from, end - 1);
            if (!readMore()) {
                return -1;
            }
        }
    }

    private boolean isSeparator(int at) throws IOException {
        return fill(at + SEPARATOR.length()) && buffer[at] == '\n' && buffer[at + 1] == '\n';
    }

    /** Whether there are bytes up to this index. */
    private boolean fill(int index) throws IOException {
        while (end < index) {
            if (!readMore()) {
                return false;
            }
        }
        return true;
    }

    private boolean readMore() throws IOException {
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
        }
        int count = in.read(buffer, end, buffer.length - end);
        if (count > 0) {
            end += count;
        }
        return count >= 0;
    }

    private static AssertionException cut(String part) {
        return new AssertionException(Reason.MALFORMED, "cannot read " + part + ": the stream ends inside it");
    }
}
