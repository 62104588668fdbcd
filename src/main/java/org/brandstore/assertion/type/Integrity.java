package org.brandstore.assertion.type;

import java.util.List;
import java.util.regex.Pattern;
import org.brandstore.assertion.type.field.Fields;

/**
 * How a device can check a snap file block by block (assertions.md 3.10).
 *
 * @param dataBlockSize in bytes, 1 or more: a device divides by it
 * @param hashBlockSize in bytes, 1 or more
 * @param digest the root hash in hex
 * @param salt in hex
 */
public record Integrity(long dataBlockSize, long hashBlockSize, String digest, String salt) {
    private static final Pattern HEX_32_BYTES = Pattern.compile("[0-9a-fA-F]{64}");

    /** The entries of {@code integrity}, of which devices use the first. */
    static List<Integrity> listOf(Fields headers) {
        return headers.maps("integrity").stream().map(Integrity::of).toList();
    }

    private static Integrity of(Fields entry) {
        entry.oneOf("type", List.of("dm-verity"));
        entry.oneOf("version", List.of("1"));
        entry.oneOf("hash-algorithm", List.of("sha256"));
        return new Integrity(
                blockSize(entry, "data-block-size"),
                blockSize(entry, "hash-block-size"),
                hex(entry, "digest"),
                hex(entry, "salt"));
    }

    private static long blockSize(Fields entry, String name) {
        long size = entry.size(name);
        if (size == 0) {
            throw entry.refuse(name, "must not be 0");
        }
        return size;
    }

    private static String hex(Fields entry, String name) {
        String text = entry.text(name);
        if (!HEX_32_BYTES.matcher(text).matches()) {
            throw entry.refuse(name, "must be 32 bytes in hex, not " + Fields.quoted(text));
        }
        return text;
    }
}
