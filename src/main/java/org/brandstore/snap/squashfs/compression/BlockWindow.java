package org.brandstore.snap.squashfs.compression;

/** Input and output of a Lempel-Ziv decoder; it refuses every step outside of either. */
final class BlockWindow {
    private final byte[] in;
    private final int length;
    private final byte[] out;
    private final int room;
    private int read;
    private int written;

    BlockWindow(byte[] in, int length, byte[] out, int room) {
        this.in = in;
        this.length = length;
        this.out = out;
        this.room = room;
    }

    int written() {
        return written;
    }

    boolean isAtEnd() {
        return read == length;
    }

    /** Bytes of the input that are still to be taken. */
    int left() {
        return length - read;
    }

    /** Bytes that the output still has room for. */
    int room() {
        return room - written;
    }

    /** The next byte of the input, 0 to 255. */
    int next() throws CorruptBlockException {
        if (read >= length) {
            throw new CorruptBlockException("compressed data ends too early");
        }
        return in[read++] & 0xFF;
    }

    /** The next byte without taking it. */
    int peek() throws CorruptBlockException {
        int value = next();
        read--;
        return value;
    }

    /** Returns the count if the output has that room; asked while a count grows, so that it cannot overflow. */
    int requireRoom(int count) throws CorruptBlockException {
        if (count > room - written) {
            throw CorruptBlockException.tooLong(room);
        }
        return count;
    }

    void copyLiterals(int count) throws CorruptBlockException {
        requireRoom(count);
        if (count > length - read) {
            throw new CorruptBlockException("compressed data ends too early");
        }
        System.arraycopy(in, read, out, written, count);
        read += count;
        written += count;
    }

    /** Repeats output from {@code distance} bytes back; it may run into what it writes itself. */
    void copyMatch(int distance, int count) throws CorruptBlockException {
        requireRoom(count);
        if (distance < 1 || distance > written) {
            throw new CorruptBlockException("compressed data refers to " + distance + " bytes back after " + written);
        }
        for (int i = 0; i < count; i++, written++) {
            out[written] = out[written - distance];
        }
    }
}
