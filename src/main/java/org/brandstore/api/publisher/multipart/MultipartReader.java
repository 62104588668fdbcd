package org.brandstore.api.publisher.multipart;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads a {@code multipart/form-data} body in one pass with one fixed buffer, however long its parts are. The parts come
 * one after the other: asking for the next one skips what is left of the present one.
 */
public final class MultipartReader {
    /** One part: its name and its bytes, to be read before the next part is asked for. */
    public record Part(ContentDisposition disposition, InputStream content) {}

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MAX_BOUNDARY = 70;
    private static final int MAX_HEADER_BYTES = 16 * 1024;
    private static final int MAX_PARTS = 64;
    private static final int MAX_AROUND = 64 * 1024;
    /** Of a part that nobody reads to its end: else a body without an end would be read without an end. */
    private static final int MAX_SKIPPED = 1024 * 1024;

    private final InputStream in;
    private final byte[] delimiter;
    private final int[] shift;
    private final byte[] buffer;

    /** Bytes {@code start..safe} belong to the present part; {@code safe..end} may be the begin of a delimiter. */
    private int start;

    private int safe;
    private int end;
    private boolean atDelimiter;
    private boolean finished;
    private int parts;

    public MultipartReader(InputStream in, String boundary) throws MalformedMultipartException {
        this(in, boundary, BUFFER_BYTES);
    }

    MultipartReader(InputStream in, String boundary, int bufferBytes) throws MalformedMultipartException {
        if (boundary.isEmpty()
                || boundary.length() > MAX_BOUNDARY
                || !US_ASCII.newEncoder().canEncode(boundary)) {
            throw new MalformedMultipartException("the boundary must be 1 to 70 ASCII characters");
        }
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(US_ASCII);
        this.shift = shifts(delimiter);
        this.buffer = new byte[Math.max(bufferBytes, 2 * delimiter.length)];
        // The first delimiter may stand at the very begin of the body: with a line end in front it looks like the
        // others.
        buffer[0] = '\r';
        buffer[1] = '\n';
        this.end = 2;
    }

    /** The boundary parameter of a {@code Content-Type: multipart/form-data} header. */
    public static String boundary(String contentType) throws MalformedMultipartException {
        String[] parameters = contentType.split(";", -1);
        if (!parameters[0].strip().equalsIgnoreCase("multipart/form-data")) {
            throw new MalformedMultipartException("the content type is not multipart/form-data");
        }
        for (int i = 1; i < parameters.length; i++) {
            String parameter = parameters[i].strip();
            if (parameter.toLowerCase(Locale.ROOT).startsWith("boundary=")) {
                String value = parameter.substring("boundary=".length());
                boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
                return quoted ? value.substring(1, value.length() - 1) : value;
            }
        }
        throw new MalformedMultipartException("the content type names no boundary");
    }

    /**
     * The next part; empty after the last one, when the body was read to its end.
     *
     * @throws MalformedMultipartException if the body is cut or has another form, or too much of a part would be skipped
     */
    public Optional<Part> next() throws IOException {
        if (finished) {
            return Optional.empty();
        }
        skipToDelimiter(parts == 0);
        start += delimiter.length;
        safe = start;
        if (isClosing()) {
            finish();
            return Optional.empty();
        }
        if (parts++ == MAX_PARTS) {
            throw new MalformedMultipartException("there are more than " + MAX_PARTS + " parts");
        }
        ContentDisposition disposition = headers();
        safe = start;
        atDelimiter = false;
        return Optional.of(new Part(disposition, new Content(parts)));
    }

    private void skipToDelimiter(boolean first) throws IOException {
        long skipped = 0;
        while (advance()) {
            skipped += safe - start;
            if (skipped > (first ? MAX_AROUND : MAX_SKIPPED)) {
                throw new MalformedMultipartException(
                        first
                                ? "the body does not begin with its boundary"
                                : "a part that is not wanted has more than " + MAX_SKIPPED + " bytes");
            }
            start = safe;
        }
    }

    /** Makes sure that {@code start < safe}; false if the part ends here. */
    private boolean advance() throws IOException {
        while (start == safe) {
            if (atDelimiter) {
                return false;
            }
            if (end - start < delimiter.length) {
                fill();
            }
            int found = find();
            atDelimiter = found >= 0;
            safe = atDelimiter ? found : Math.max(start, end - delimiter.length + 1);
        }
        return true;
    }

    /** Reads on until there are at least as many bytes as a delimiter has. */
    private void fill() throws IOException {
        compact();
        while (end - start < delimiter.length) {
            more();
        }
    }

    private void compact() {
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
        safe = 0;
    }

    private void more() throws IOException {
        int length = in.read(buffer, end, buffer.length - end);
        if (length < 0) {
            throw new MalformedMultipartException("the body ends before its closing boundary");
        }
        end += length;
    }

    /** Where the delimiter stands in {@code start..end}, or -1 (Horspool's search: most bytes are never looked at). */
    private int find() {
        int last = delimiter.length - 1;
        int at = start + last;
        while (at < end) {
            byte tail = buffer[at];
            if (tail == delimiter[last] && Arrays.equals(buffer, at - last, at + 1, delimiter, 0, delimiter.length)) {
                return at - last;
            }
            at += shift[tail & 0xff];
        }
        return -1;
    }

    private static int[] shifts(byte[] pattern) {
        int[] shifts = new int[256];
        Arrays.fill(shifts, pattern.length);
        for (int i = 0; i < pattern.length - 1; i++) {
            shifts[pattern[i] & 0xff] = pattern.length - 1 - i;
        }
        return shifts;
    }

    /** After a delimiter: two hyphens close the body, blanks and a line end open a part. */
    private boolean isClosing() throws IOException {
        int first = read();
        if (first == '-' && read() == '-') {
            return true;
        }
        while (first == ' ' || first == '\t') {
            first = read();
        }
        if (first != '\r' || read() != '\n') {
            throw new MalformedMultipartException("a boundary is followed by something else than a line end");
        }
        return false;
    }

    private int read() throws IOException {
        if (start == end) {
            compact();
            more();
        }
        safe = start + 1;
        return buffer[start++];
    }

    private ContentDisposition headers() throws IOException {
        String disposition = "";
        int left = MAX_HEADER_BYTES;
        for (String line = line(left); !line.isEmpty(); line = line(left)) {
            left -= line.length() + 2;
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).equalsIgnoreCase("Content-Disposition")) {
                disposition = new String(line.substring(colon + 1).getBytes(ISO_8859_1), UTF_8);
            }
        }
        return ContentDisposition.parse(disposition);
    }

    private String line(int most) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(80);
        for (int next = read(); next != '\n'; next = read()) {
            if (line.size() >= most) {
                throw new MalformedMultipartException("the headers of a part are too long");
            }
            line.write(next);
        }
        String text = line.toString(ISO_8859_1);
        if (!text.endsWith("\r")) {
            throw new MalformedMultipartException("a header line does not end as it should");
        }
        return text.substring(0, text.length() - 1);
    }

    private void finish() throws IOException {
        finished = true;
        long rest = 0;
        int length = end - start;
        while (length >= 0) {
            rest += length;
            if (rest > MAX_AROUND) {
                throw new MalformedMultipartException("there is something after the closing boundary");
            }
            length = in.read(buffer, 0, buffer.length);
        }
    }

    /** The bytes of one part. */
    private final class Content extends InputStream {
        private final int part;

        Content(int part) {
            this.part = part;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (part != parts || finished) {
                throw new IOException("the part was left for the next one");
            }
            if (length == 0) {
                return 0;
            }
            if (!advance()) {
                return -1;
            }
            int count = Math.min(length, safe - start);
            System.arraycopy(buffer, start, target, offset, count);
            start += count;
            return count;
        }
    }
}
