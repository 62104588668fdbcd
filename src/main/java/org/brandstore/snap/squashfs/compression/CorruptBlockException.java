package org.brandstore.snap.squashfs.compression;

/** A compressed block that cannot be decompressed into the room it may take; its reader adds where it lies. */
public final class CorruptBlockException extends Exception {
    private static final long serialVersionUID = 1L;

    CorruptBlockException(String message) {
        super(message);
    }

    CorruptBlockException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * What follows the end, some decoders take for more data and others pass over.
     *
     * @param left bytes behind the end of the compressed data
     */
    static void requireAtEnd(int left) throws CorruptBlockException {
        if (left > 0) {
            throw new CorruptBlockException("compressed data ends " + left + " bytes before its block does");
        }
    }

    static CorruptBlockException tooLong(int room) {
        return new CorruptBlockException("inflates to more than the " + room + " bytes it may have");
    }
}
