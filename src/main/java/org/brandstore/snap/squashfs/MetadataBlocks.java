package org.brandstore.snap.squashfs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/** The metadata blocks of an image: up to 8 KiB each after decompression, behind a two-byte header. The last few are kept. */
final class MetadataBlocks {
    static final int BLOCK_SIZE = 8192;

    private static final int HEADER_SIZE = 2;
    private static final int STORED = 0x8000;
    private static final int KEPT_BLOCKS = 64;

    private final ImageBytes file;
    private final Decompressor decompressor;
    private final long maxBytes;
    private final SequencedMap<Long, Block> kept = new LinkedHashMap<>(KEPT_BLOCKS * 2, 0.75f, true);
    private final byte[] raw = new byte[HEADER_SIZE + BLOCK_SIZE];
    private final byte[] inflated = new byte[BLOCK_SIZE];
    private long bytes;

    MetadataBlocks(ImageBytes file, Decompressor decompressor, long maxBytes) {
        this.file = file;
        this.decompressor = decompressor;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads the block whose header is at the position.
     *
     * @param end the block must end at or before this position
     */
    Block at(long position, long end, String table) {
        Block block = kept.get(position);
        if (block == null) {
            block = read(position, end, table + " block at byte " + position);
            kept.put(position, block);
            if (kept.size() > KEPT_BLOCKS) {
                kept.pollFirstEntry();
            }
        }
        return block;
    }

    private Block read(long position, long end, String where) {
        if (position < Superblock.SIZE || position > end - HEADER_SIZE) {
            throw BadImage.at(where, "it lies outside of its table");
        }
        int available = (int) Math.min(raw.length, Math.min(end, file.size()) - position);
        file.read(position, raw, available, where);
        int header = (raw[0] & 0xFF) | (raw[1] & 0xFF) << 8;
        int length = header & ~STORED;
        if (length == 0 || length > available - HEADER_SIZE) {
            throw BadImage.at(where, "its " + length + " bytes are not within 1 to 8192 and the table");
        }
        byte[] content = (header & STORED) != 0
                ? Arrays.copyOfRange(raw, HEADER_SIZE, HEADER_SIZE + length)
                : inflate(length, where);
        bytes += BLOCK_SIZE; // also for a short one: it is the work of each block that is bounded
        if (bytes > maxBytes) {
            throw BadImage.at(where, "its tables make a reader decompress more than " + maxBytes + " bytes");
        }
        return new Block(content, position + HEADER_SIZE + length);
    }

    private byte[] inflate(int length, String where) {
        try {
            System.arraycopy(raw, HEADER_SIZE, raw, 0, length);
            int written = decompressor.decompress(raw, length, inflated, BLOCK_SIZE);
            if (written == 0) {
                throw BadImage.at(where, "it is empty");
            }
            return Arrays.copyOf(inflated, written);
        } catch (CorruptBlockException e) {
            throw BadImage.at(where, e.getMessage() == null ? "it is corrupt" : e.getMessage(), e);
        }
    }

    /** One block after decompression, never empty; {@code next} is where the following block's header lies. */
    static final class Block {
        private final byte[] content;
        private final long next;

        private Block(byte[] content, long next) {
            this.content = content;
            this.next = next;
        }

        int size() {
            return content.length;
        }

        long next() {
            return next;
        }

        void copy(int offset, byte[] into, int intoOffset, int length) {
            System.arraycopy(content, offset, into, intoOffset, length);
        }
    }
}
