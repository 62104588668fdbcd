package org.brandstore.blob.s3;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/** Reads remote bytes here and there by asking for one block at a time. Not for several threads. */
final class RangeChannel implements SeekableByteChannel {
    private static final int BLOCK_BYTES = 256 * 1024;

    private final long size;
    private final Ranges ranges;
    private byte[] block = new byte[0];
    private long blockStart;
    private long position;
    private boolean open = true;

    /** @param ranges gives any range that lies inside the size */
    RangeChannel(long size, Ranges ranges) {
        this.size = size;
        this.ranges = ranges;
    }

    /** Opens a range of the remote bytes. */
    @FunctionalInterface
    interface Ranges {
        InputStream open(long offset, long length);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        failIfClosed();
        if (position >= size) {
            return -1;
        }
        if (position < blockStart || position >= blockStart + block.length) {
            load(position / BLOCK_BYTES * BLOCK_BYTES);
        }
        int from = (int) (position - blockStart);
        int count = Math.min(target.remaining(), block.length - from);
        target.put(block, from, count);
        position += count;
        return count;
    }

    private void load(long start) throws IOException {
        int length = (int) Math.min(BLOCK_BYTES, size - start);
        try (InputStream in = ranges.open(start, length)) {
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException(
                        "cannot read %d bytes from byte %d: there were %d".formatted(length, start, bytes.length));
            }
            block = bytes;
            blockStart = start;
        }
    }

    @Override
    public long position() throws IOException {
        failIfClosed();
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) throws IOException {
        failIfClosed();
        if (newPosition < 0) {
            throw new IllegalArgumentException("there is no position " + newPosition);
        }
        position = newPosition;
        return this;
    }

    @Override
    public long size() throws IOException {
        failIfClosed();
        return size;
    }

    @Override
    public int write(ByteBuffer source) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long newSize) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public void close() {
        open = false;
    }

    private void failIfClosed() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }
}
