package org.brandstore.snap.squashfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads little-endian values from a table, across its metadata blocks. */
final class MetadataCursor {
    private final MetadataBlocks blocks;
    private final String table;
    private final long end;
    private final byte[] scratch = new byte[8];
    private final ByteBuffer value = ByteBuffer.wrap(scratch).order(ByteOrder.LITTLE_ENDIAN);
    private long position;
    private MetadataBlocks.Block block;
    private int offset;

    /**
     * @param position of the first block's header in the file
     * @param offset of the first byte in that block after decompression
     * @param end of the table in the file
     */
    MetadataCursor(MetadataBlocks blocks, String table, long position, int offset, long end) {
        this.blocks = blocks;
        this.table = table;
        this.end = end;
        this.position = position;
        this.block = blocks.at(position, end, table);
        this.offset = offset;
        if (offset > block.size()) {
            throw BadImage.at(where(), "the block has only " + block.size() + " bytes");
        }
    }

    /** Where the next byte's block lies in the file. */
    long position() {
        return position;
    }

    /** Where the next byte lies in its block. */
    int offset() {
        return offset;
    }

    /** The place of the next byte, for messages. */
    String where() {
        return table + " block at byte " + position + ", offset " + offset;
    }

    int u16() {
        read(scratch, 2);
        return Short.toUnsignedInt(value.getShort(0));
    }

    int s16() {
        read(scratch, 2);
        return value.getShort(0);
    }

    long u32() {
        read(scratch, 4);
        return Integer.toUnsignedLong(value.getInt(0));
    }

    /** A 64-bit value; a negative one is larger than any file. */
    long u64() {
        read(scratch, 8);
        return value.getLong(0);
    }

    void skip(int length) {
        for (int left = length; left > 0; left -= Math.min(left, scratch.length)) {
            read(scratch, Math.min(left, scratch.length));
        }
    }

    /** The next bytes; the caller has checked the length against a limit. */
    byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        read(bytes, length);
        return bytes;
    }

    private void read(byte[] into, int length) {
        int done = 0;
        while (done < length) {
            if (offset == block.size()) {
                position = block.next();
                block = blocks.at(position, end, table);
                offset = 0;
            }
            int more = Math.min(length - done, block.size() - offset);
            block.copy(offset, into, done, more);
            offset += more;
            done += more;
        }
    }
}
