package org.brandstore.snap.squashfs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.brandstore.snap.squashfs.compression.BadImage;
import org.brandstore.snap.squashfs.compression.CorruptBlockException;
import org.brandstore.snap.squashfs.compression.Decompressor;

/** The metadata blocks of an image: up to 8 KiB each after decompression, behind a two-byte header. The last few are kept. */
final class MetadataBlocks {
    static final int BLOCK_SIZE = 8192;
    static final int HEADER_SIZE = 2;

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

    /** Bytes of the block in the file behind this header. */
    static int length(byte[] header) {
        return ((header[0] & 0xFF) | (header[1] & 0xFF) << 8) & ~STORED;
    }

    /** How many blocks a table may have, so that reading all of it stays within the limit. */
    int maxBlocks() {
        return (int) Math.min(maxBytes / BLOCK_SIZE, Integer.MAX_VALUE);
    }

    /** Reads the block of a table whose header is at the position. */
    Block at(long position, MetadataTable table) {
        int number = table.blockAt(position);
        if (number < 0) {
            throw BadImage.at(table.name() + " block at byte " + position, "no block of the table begins there");
        }
        Block block = kept.get(position);
        if (block == null) {
            boolean last = number == table.blockCount() - 1;
            block = read(position, last, table.name() + " block at byte " + position);
            kept.put(position, block);
            if (kept.size() > KEPT_BLOCKS) {
                kept.pollFirstEntry();
            }
        }
        return block;
    }

    private Block read(long position, boolean last, String where) {
        bytes += BLOCK_SIZE; // also for a short one: it is the work of each block that is bounded
        if (bytes > maxBytes) {
            throw BadImage.at(where, "its tables make a reader decompress more than " + maxBytes + " bytes");
        }
        file.read(position, raw, HEADER_SIZE, where);
        boolean stored = (raw[1] & 0x80) != 0;
        int length = length(raw);
        file.read(position + HEADER_SIZE, raw, length, where);
        byte[] content = stored ? Arrays.copyOf(raw, length) : inflate(length, where);
        if (!last && content.length != BLOCK_SIZE) {
            // readers find a place in a table by counting in whole blocks
            throw BadImage.at(where, "it has " + content.length + " bytes; all but the last must have 8192");
        }
        return new Block(content, position + HEADER_SIZE + length);
    }

    private byte[] inflate(int length, String where) {
        try {
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
