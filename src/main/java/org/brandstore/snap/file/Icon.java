package org.brandstore.snap.file;

import java.util.Arrays;

/** The picture of a snap. Its bytes come from the developer: an SVG can hold scripts, so it must never be served as part of a page. */
public final class Icon {
    /** The formats that a snap's icon can have. */
    public enum Format {
        PNG("image/png", "png"),
        SVG("image/svg+xml", "svg");

        private final String mediaType;
        private final String extension;

        Format(String mediaType, String extension) {
            this.mediaType = mediaType;
            this.extension = extension;
        }

        public String mediaType() {
            return mediaType;
        }

        /** The end of the file's name, without the dot. */
        public String extension() {
            return extension;
        }
    }

    private final Format format;
    private final byte[] bytes;

    public Icon(Format format, byte[] bytes) {
        this.format = format;
        this.bytes = bytes.clone();
    }

    public Format format() {
        return format;
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Icon icon && format == icon.format && Arrays.equals(bytes, icon.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * format.hashCode() + Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return format + " of " + bytes.length + " bytes";
    }
}
