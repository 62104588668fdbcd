package org.brandstore.testing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Snap files made of others. */
public final class SnapFiles {
    private SnapFiles() {}

    /**
     * The same snap with another digest: a squashfs image says how long it is, and what follows its end is padding that
     * nobody reads.
     */
    public static byte[] variant(byte[] snap, String mark) {
        byte[] padding = mark.getBytes(StandardCharsets.UTF_8);
        byte[] variant = Arrays.copyOf(snap, snap.length);
        System.arraycopy(padding, 0, variant, variant.length - padding.length, padding.length);
        return variant;
    }
}
