package org.brandstore.snap.squashfs;

import java.util.Arrays;
import org.brandstore.snap.squashfs.Inode.DataLayout;
import org.brandstore.snap.squashfs.compression.BadImage;
import org.brandstore.snap.squashfs.compression.CorruptBlockException;
import org.brandstore.snap.squashfs.compression.Decompressor;

/** Reads the contents of files: data blocks, holes, and the tails that share a fragment. */
final class FileData {
    private static final int STORED = 1 << 24;

    private final ImageBytes file;
    private final MetadataBlocks blocks;
    private final ImageTables tables;
    private final int blockSize;
    private final Decompressor decompressor;

    FileData(ImageBytes file, MetadataBlocks blocks, ImageTables tables, int blockSize, Decompressor decompressor) {
        this.file = file;
        this.blocks = blocks;
        this.tables = tables;
        this.blockSize = blockSize;
        this.decompressor = decompressor;
    }

    /** Checks that every fragment lies where data lie. */
    void checkFragments() {
        for (long number = 0; number < fragmentCount(); number++) {
            MetadataCursor item = fragment(number);
            long position = item.u64();
            requireWithin(position, item.u32() & ~(long) STORED, "fragment " + number + " at byte " + position);
        }
    }

    /**
     * Checks that all data of a file lie where data lie.
     *
     * @param sizes at the sizes of its blocks, and behind them afterwards
     */
    void check(Inode.RegularFile inode, MetadataCursor sizes, String where) {
        DataLayout layout = inode.layout();
        long position = layout.start();
        for (long left = layout.blockCount(inode.size(), blockSize); left > 0; left--) {
            long packed = sizes.u32();
            long stored = packed & ~(long) STORED;
            if (packed != 0) { // else a hole, which is zeros; a stored block of no bytes is one for some readers only
                requireWithin(position, stored, "data block at byte " + position);
            }
            position += stored;
        }
        if (layout.hasFragment()) {
            int tail = layout.tail(inode.size(), blockSize);
            if (tail == 0) {
                throw BadImage.at(where, "a file of whole blocks that names a fragment, which kernels do not read");
            }
            if (layout.fragment() >= fragmentCount() || layout.fragmentOffset() > blockSize - tail) {
                throw BadImage.at(
                        where,
                        "the end of a file is in fragment " + layout.fragment() + " at byte " + layout.fragmentOffset()
                                + ", which is not there");
            }
        }
    }

    private void requireWithin(long position, long length, String where) {
        if (length < 1 || length > blockSize) {
            throw BadImage.at(where, "its " + length + " bytes are not within 1 to the block size");
        }
        if (position < Superblock.SIZE || position > tables.inodes().start() - length) {
            throw BadImage.at(where, "it lies outside of the data");
        }
    }

    private long fragmentCount() {
        return tables.fragments().map(LookupTable::count).orElse(0L);
    }

    private MetadataCursor fragment(long number) {
        return tables.fragments()
                .orElseThrow(() -> BadImage.at("fragment " + number, "the image has no fragments"))
                .item(number);
    }

    private MetadataCursor sizes(DataLayout layout) {
        MetadataTable inodes = tables.inodes();
        MetadataCursor cursor = new MetadataCursor(
                blocks, inodes, inodes.start() + (layout.inode() >>> 16), (int) (layout.inode() & 0xFFFF));
        cursor.skip(layout.sizes());
        return cursor;
    }

    /** Reads a file whose size the caller has checked against a limit. */
    byte[] read(Inode.RegularFile inode, int size) {
        byte[] contents = new byte[size];
        DataLayout layout = inode.layout();
        int tail = layout.tail(size, blockSize);
        MetadataCursor sizes = sizes(layout);
        byte[] packed = new byte[blockSize];
        byte[] block = new byte[blockSize];
        long position = layout.start();
        for (int done = 0; done < size - tail; ) {
            int length = Math.min(blockSize, size - tail - done);
            long packedSize = sizes.u32();
            long stored = packedSize & ~(long) STORED;
            if (stored > 0) { // else a hole, which is zeros
                String where = "data block at byte " + position;
                if (inflate(position, packedSize, packed, block, where) != length) {
                    throw BadImage.at(where, "it does not have the " + length + " bytes of its part of the file");
                }
                System.arraycopy(block, 0, contents, done, length);
            }
            position += stored;
            done += length;
        }
        if (tail > 0) {
            int written = readFragment(layout.fragment(), packed, block);
            long from = layout.fragmentOffset();
            if (from > written - tail) {
                throw BadImage.at("fragment " + layout.fragment(), "it is too short for the tail of a file");
            }
            System.arraycopy(block, (int) from, contents, size - tail, tail);
        }
        return contents;
    }

    /**
     * Reads the first bytes of a file: as many as asked for, or all if it has fewer.
     *
     * @param length at most the block size
     */
    byte[] readStart(Inode.RegularFile inode, int length) {
        DataLayout layout = inode.layout();
        byte[] packed = new byte[blockSize];
        byte[] block = new byte[blockSize];
        int tail = layout.tail(inode.size(), blockSize);
        int wanted = (int) Math.min(length, inode.size());
        if (inode.size() > tail) {
            long packedSize = sizes(layout).u32();
            if ((packedSize & ~(long) STORED) == 0) {
                return new byte[wanted]; // a hole
            }
            String where = "data block at byte " + layout.start();
            int written = inflate(layout.start(), packedSize, packed, block, where);
            return Arrays.copyOf(block, Math.min(wanted, written));
        }
        if (tail == 0) {
            return new byte[0];
        }
        int written = readFragment(layout.fragment(), packed, block);
        long from = layout.fragmentOffset();
        if (from > written - tail) {
            throw BadImage.at("fragment " + layout.fragment(), "it is too short for the tail of a file");
        }
        return Arrays.copyOfRange(block, (int) from, (int) from + wanted);
    }

    private int readFragment(long number, byte[] packed, byte[] block) {
        MetadataCursor item = fragment(number);
        long position = item.u64();
        return inflate(position, item.u32(), packed, block, "fragment " + number + " at byte " + position);
    }

    /** Fills the start of {@code block} and returns how many bytes that were. */
    private int inflate(long position, long packedSize, byte[] packed, byte[] block, String where) {
        long length = packedSize & ~(long) STORED;
        requireWithin(position, length, where);
        file.read(position, packed, (int) length, where);
        if ((packedSize & STORED) != 0) {
            System.arraycopy(packed, 0, block, 0, (int) length);
            return (int) length;
        }
        try {
            return decompressor.decompress(packed, (int) length, block, block.length);
        } catch (CorruptBlockException e) {
            throw BadImage.at(where, e.getMessage() == null ? "it is corrupt" : e.getMessage(), e);
        }
    }
}
