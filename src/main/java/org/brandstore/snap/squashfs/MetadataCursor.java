package org.brandstore.snap.squashfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.brandstore.snap.squashfs.compression.BadImage;

/** Reads little-endian values from a table, across its metadata blocks. */
final class MetadataCursor {
    private final MetadataBlocks blocks;
    private final MetadataTable table;
    private final byte[] scratch = new byte[8];
    private final ByteBuffer value = ByteBuffer.wrap(scratch).order(ByteOrder.LITTLE_ENDIAN);
    private long position;
    private MetadataBlocks.Block block;
    private int offset;

    /**
     * @param position of the block's header in the file
     * @param offset of the first byte in that block after decompression; it has to be there
     */
    MetadataCursor(MetadataBlocks blocks, MetadataTable table, long position, int offset) {
        this.blocks = blocks;
        this.table = table;
        this.position = position;
        this.block = blocks.at(position, table);
        this.offset = offset;
        if (offset >= block.size()) {
            throw BadImage.at(where(), "the block has only " + block.size() + " bytes");
        }
    }

    /** Whether the table has no byte left. */
    boolean isAtEnd() {
        return offset == block.size() && block.next() == table.end();
    }

    /** The place of the next byte; not at the end of the table. */
    Place place() {
        step();
        return new Place(position, offset);
    }

    /** The place of the next byte, for messages. */
    String where() {
        return table.name() + " block at byte " + position + ", offset " + offset;
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

    void skip(long length) {
        for (long left = length; left > 0; ) {
            step();
            int more = (int) Math.min(left, block.size() - offset);
            offset += more;
            left -= more;
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
            step();
            int more = Math.min(length - done, block.size() - offset);
            block.copy(offset, into, done, more);
            offset += more;
            done += more;
        }
    }

    /** Goes on to the next block where this one is used up. */
    private void step() {
        if (offset == block.size()) {
            if (block.next() == table.end()) {
                throw BadImage.at(where(), "the table ends there, but more is expected");
            }
            position = block.next();
            block = blocks.at(position, table);
            offset = 0;
        }
    }

    /**
     * A place in a table.
     *
     * @param position of the block's header in the file
     * @param offset in that block after decompression
     */
    record Place(long position, int offset) {}
}
