package org.brandstore.snap.squashfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.brandstore.snap.squashfs.compression.BadImage;

/** A table of equally long items in metadata blocks that an index of 64-bit positions, right behind them, leads to. */
final class LookupTable {
    private final MetadataBlocks blocks;
    private final MetadataTable table;
    private final long count;
    private final int itemSize;

    private LookupTable(MetadataBlocks blocks, MetadataTable table, long count, int itemSize) {
        this.blocks = blocks;
        this.table = table;
        this.count = count;
        this.itemSize = itemSize;
    }

    /**
     * Where a table is said to lie.
     *
     * @param end where its blocks end in the file
     * @param pointers where the positions of the blocks begin
     * @param count of the items
     * @param itemSize a divisor of 8192
     */
    record Index(String name, long end, long pointers, long count, int itemSize) {
        static Index of(String name, long pointers, long count, int itemSize) {
            return new Index(name, pointers, pointers, count, itemSize);
        }

        private String where() {
            return name + " index";
        }

        private long pointer(ImageBytes file, long number) {
            byte[] pointer = new byte[Long.BYTES];
            file.read(pointers + number * Long.BYTES, pointer, pointer.length, where());
            return ByteBuffer.wrap(pointer).order(ByteOrder.LITTLE_ENDIAN).getLong();
        }
    }

    /**
     * Checks that the index names the table's blocks, each of them in their order, and that nothing lies between.
     *
     * @param next where whatever follows the index begins
     */
    static LookupTable read(ImageBytes file, MetadataBlocks blocks, Index index, long next) {
        long blockCount = Math.ceilDiv(index.count() * index.itemSize(), MetadataBlocks.BLOCK_SIZE);
        if (blockCount < 1) {
            throw BadImage.at(index.where(), "it has no items");
        }
        if (index.end() < Superblock.SIZE || index.pointers() != next - blockCount * Long.BYTES) {
            throw BadImage.at(index.where(), "it does not end where the next table begins, at byte " + next);
        }
        long start = index.pointer(file, 0);
        MetadataTable table = MetadataTable.read(file, index.name(), start, index.end(), blocks.maxBlocks());
        boolean whole = table.blockCount() == blockCount;
        for (int i = 0; whole && i < blockCount; i++) {
            whole = index.pointer(file, i) == table.position(i);
        }
        if (!whole) {
            throw BadImage.at(index.where(), "it does not name the " + blockCount + " blocks that lie before it");
        }
        return new LookupTable(blocks, table, index.count(), index.itemSize());
    }

    /** Where its first block lies in the file. */
    long start() {
        return table.start();
    }

    long count() {
        return count;
    }

    /** A cursor at that item. */
    MetadataCursor item(long number) {
        if (number < 0 || number >= count) {
            throw BadImage.at(table.name(), "there is no item " + number + " of " + count);
        }
        long offset = number * itemSize;
        int block = (int) (offset / MetadataBlocks.BLOCK_SIZE);
        return new MetadataCursor(blocks, table, table.position(block), (int) (offset % MetadataBlocks.BLOCK_SIZE));
    }
}
