package org.brandstore.snap.listing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.brandstore.naming.Sha3_384;

/**
 * A picture of a snap.
 *
 * @param sha256 of its bytes in hex, by which the publisher tool compares
 * @param digest of its bytes, under which the blob store keeps it
 * @param size in bytes
 * @param width in pixels, if the file says so where we look
 * @param height in pixels
 * @param filename as the developer named it, without folders
 */
public record SnapMedium(
        Type type,
        String sha256,
        Sha3_384 digest,
        int size,
        Optional<Integer> width,
        Optional<Integer> height,
        String filename) {
    /** What it is shown as. */
    public enum Type {
        ICON,
        SCREENSHOT,
        BANNER;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Type> find(String wireName) {
            return Arrays.stream(values())
                    .filter(type -> type.wireName().equals(wireName))
                    .findFirst();
        }
    }
}
