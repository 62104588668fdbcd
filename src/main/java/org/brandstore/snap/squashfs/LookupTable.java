package org.brandstore.snap.squashfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A table of equally long items in metadata blocks that an index of 64-bit positions leads to. */
final class LookupTable {
    private final ImageBytes file;
    private final MetadataBlocks blocks;
    private final String name;
    private final long index;
    private final long count;
    private final int itemSize;

    /**
     * @param index where the positions lie in the file; the blocks lie before it
     * @param itemSize a divisor of 8192
     */
    LookupTable(ImageBytes file, MetadataBlocks blocks, String name, long index, long count, int itemSize) {
        this.file = file;
        this.blocks = blocks;
        this.name = name;
        this.index = index;
        this.count = count;
        this.itemSize = itemSize;
    }

    /** A cursor at that item. */
    MetadataCursor item(long number) {
        if (number < 0 || number >= count) {
            throw BadImage.at(name, "there is no item " + number + " of " + count);
        }
        long offset = number * itemSize;
        byte[] pointer = new byte[Long.BYTES];
        file.read(index + offset / MetadataBlocks.BLOCK_SIZE * Long.BYTES, pointer, pointer.length, name + " index");
        long position = ByteBuffer.wrap(pointer).order(ByteOrder.LITTLE_ENDIAN).getLong();
        return new MetadataCursor(blocks, name, position, (int) (offset % MetadataBlocks.BLOCK_SIZE), index);
    }
}
