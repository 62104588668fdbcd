package org.brandstore.snap.squashfs;

/** A compressed block that cannot be decompressed into the room it may take; its reader adds where it lies. */
final class CorruptBlockException extends Exception {
    private static final long serialVersionUID = 1L;

    CorruptBlockException(String message) {
        super(message);
    }

    CorruptBlockException(String message, Throwable cause) {
        super(message, cause);
    }

    static CorruptBlockException tooLong(int room) {
        return new CorruptBlockException("inflates to more than the " + room + " bytes it may have");
    }
}
