package org.brandstore.snap.gadget;

import java.util.Optional;

/**
 * Where the offset of a structure is written to.
 *
 * @param relativeTo the name of a structure; empty for the start of the volume
 * @param offset in bytes, at most 4 GiB
 */
public record OffsetWrite(String relativeTo, long offset) {
    private static final long MOST = 4L << 30;

    /** Reads {@code [NAME+]OFFSET}. */
    static Optional<OffsetWrite> parse(String text) {
        int plus = text.indexOf('+');
        if (plus == 0) {
            return Optional.empty();
        }
        return Quantity.parse(text.substring(plus + 1))
                .filter(offset -> offset <= MOST)
                .map(offset -> new OffsetWrite(plus < 0 ? "" : text.substring(0, plus), offset));
    }
}
