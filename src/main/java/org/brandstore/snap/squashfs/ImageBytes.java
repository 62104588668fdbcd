package org.brandstore.snap.squashfs;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.squashfs.compression.BadImage;

/** The bytes of the file, read by position. */
final class ImageBytes {
    private final SeekableByteChannel channel;
    private final long size;

    ImageBytes(SeekableByteChannel channel) {
        this.channel = channel;
        try {
            this.size = channel.size();
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    long size() {
        return size;
    }

    /** Fills the first bytes of the buffer; the caller has checked that they lie within the image. */
    void read(long position, byte[] into, int length, String where) {
        if (position < 0 || length > size || position > size - length) {
            throw BadImage.at(where, "the file ends before byte " + position + " + " + length + "; it is cut short");
        }
        try {
            channel.position(position);
            ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
            while (buffer.hasRemaining()) {
                if (channel.read(buffer) < 0) {
                    throw BadImage.at(where, "the file has become shorter while it was read");
                }
            }
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    /** The file is not at fault when its storage is. */
    private static StoreException unavailable(IOException cause) {
        return new StoreException(ErrorCode.UNAVAILABLE, "cannot read the snap file from its storage", cause);
    }
}
