package org.brandstore.snap.squashfs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The same image at another time: all its files with all their bytes, owners, modes and times, but other bytes of the whole
 * and so another digest. What changes is the time at which the image was made (bytes 8 to 11 of the superblock, little-endian
 * seconds), which neither a kernel nor a device's tools look at and which nothing else in the image is computed from.
 */
public final class Restamped {
    private static final int TIME_OFFSET = 8;

    private Restamped() {}

    /**
     * Reads the image with a later time; it is never held in memory.
     *
     * @param image from its first byte; closing the result closes it
     * @param seconds by which it is later, modulo 2 to the power of 32; not 0
     * @throws IOException if the first bytes cannot be read, or are not those of an image
     */
    public static InputStream later(InputStream image, int seconds) throws IOException {
        byte[] head = image.readNBytes(Superblock.SIZE);
        ByteBuffer block = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
        if (head.length < Superblock.SIZE || block.getInt(0) != Superblock.MAGIC) {
            throw new IOException("the file does not start with the superblock of a squashfs image");
        }
        block.putInt(TIME_OFFSET, block.getInt(TIME_OFFSET) + seconds);
        return new SequenceInputStream(new ByteArrayInputStream(head), image);
    }
}
