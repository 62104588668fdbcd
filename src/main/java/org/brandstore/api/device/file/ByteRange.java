package org.brandstore.api.device.file;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * The part of a file that a request asks for (RFC 9110, 14).
 *
 * @param offset of the first byte
 * @param length number of bytes, at least 1
 */
record ByteRange(long offset, long length) {
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    /** What a range header comes down to. */
    sealed interface Wanted {
        /** The whole file: there is no range, or none that has to be understood. */
        record Whole() implements Wanted {}

        record Part(ByteRange range) implements Wanted {}

        /** Nothing of it lies inside the file. */
        record Outside() implements Wanted {}
    }

    /** Several ranges, other units and nonsense are passed over, as the standard allows: then the whole file is sent. */
    static Wanted of(Optional<String> header, long size) {
        if (header.isEmpty()) {
            return new Wanted.Whole();
        }
        Matcher parts = ONE.matcher(header.get().strip());
        if (!parts.matches() || (parts.group(1).isEmpty() && parts.group(2).isEmpty())) {
            return new Wanted.Whole();
        }
        if (parts.group(1).isEmpty()) {
            long length = Math.min(Long.parseLong(parts.group(2)), size);
            return length == 0 ? new Wanted.Outside() : new Wanted.Part(new ByteRange(size - length, length));
        }
        long first = Long.parseLong(parts.group(1));
        long last = parts.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(parts.group(2)), size - 1);
        if (!parts.group(2).isEmpty() && Long.parseLong(parts.group(2)) < first) {
            return new Wanted.Whole();
        }
        return first >= size ? new Wanted.Outside() : new Wanted.Part(new ByteRange(first, last - first + 1));
    }

    /** The value of {@code Content-Range}. */
    String of(long size) {
        return "bytes " + offset + "-" + (offset + length - 1) + "/" + size;
    }
}
