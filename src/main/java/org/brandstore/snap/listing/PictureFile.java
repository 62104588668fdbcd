package org.brandstore.snap.listing;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** What the first bytes of a picture tell, so that nothing else is served as one. */
public final class PictureFile {
    /** How many bytes are enough. */
    public static final int HEAD_BYTES = 512;

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int PNG_SIZE_AT = 16;

    /** How a picture is written. */
    public enum Format {
        PNG,
        JPEG,
        SVG
    }

    /** Width and height in pixels. */
    public record Size(int width, int height) {}

    private PictureFile() {}

    public static Optional<Format> format(byte[] head) {
        if (startsWith(head, PNG)) {
            return Optional.of(Format.PNG);
        }
        if (head.length > 3 && head[0] == (byte) 0xff && head[1] == (byte) 0xd8 && head[2] == (byte) 0xff) {
            return Optional.of(Format.JPEG);
        }
        String text = new String(head, StandardCharsets.UTF_8).stripLeading();
        boolean markup = text.startsWith("<svg")
                || text.startsWith("<?xml")
                || text.startsWith("<!--")
                || text.startsWith("<!DOCTYPE svg");
        return markup ? Optional.of(Format.SVG) : Optional.empty();
    }

    /** The size, where the format has it at a fixed place. */
    public static Optional<Size> size(byte[] head) {
        if (!startsWith(head, PNG) || head.length < PNG_SIZE_AT + 8) {
            return Optional.empty();
        }
        ByteBuffer size = ByteBuffer.wrap(head, PNG_SIZE_AT, 8);
        int width = size.getInt();
        int height = size.getInt();
        return width > 0 && height > 0 ? Optional.of(new Size(width, height)) : Optional.empty();
    }

    private static boolean startsWith(byte[] head, byte[] begin) {
        return head.length >= begin.length && Arrays.equals(head, 0, begin.length, begin, 0, begin.length);
    }
}
