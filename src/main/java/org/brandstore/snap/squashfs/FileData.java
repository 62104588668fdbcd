package org.brandstore.snap.squashfs;

import java.util.Arrays;
import org.brandstore.snap.squashfs.Inode.DataLayout;

/** Reads the contents of files: data blocks, holes, and the tails that share a fragment. */
final class FileData {
    private static final int STORED = 1 << 24;
    private static final int FRAGMENT_ITEM = 16;

    private final ImageBytes file;
    private final MetadataBlocks blocks;
    private final Superblock superblock;
    private final Decompressor decompressor;
    private final LookupTable fragments;

    FileData(ImageBytes file, MetadataBlocks blocks, Superblock superblock, Decompressor decompressor) {
        this.file = file;
        this.blocks = blocks;
        this.superblock = superblock;
        this.decompressor = decompressor;
        this.fragments = new LookupTable(
                file, blocks, "fragment table", superblock.fragmentTable(), superblock.fragmentCount(), FRAGMENT_ITEM);
    }

    /** Reads a file whose size the caller has checked against a limit. */
    byte[] read(Inode.RegularFile inode, int size) {
        byte[] contents = new byte[size];
        DataLayout layout = inode.layout();
        int blockSize = superblock.blockSize();
        int tail = layout.fragment() < 0 ? 0 : size % blockSize;
        MetadataCursor sizes = new MetadataCursor(
                blocks, "inode table", layout.sizesPosition(), layout.sizesOffset(), superblock.directoryTable());
        byte[] packed = new byte[blockSize];
        byte[] block = new byte[blockSize];
        long position = layout.start();
        for (int done = 0; done < size - tail; ) {
            int length = Math.min(blockSize, size - tail - done);
            long packedSize = sizes.u32();
            long stored = packedSize & ~STORED;
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
        int blockSize = superblock.blockSize();
        byte[] packed = new byte[blockSize];
        byte[] block = new byte[blockSize];
        long tail = layout.fragment() < 0 ? 0 : inode.size() % blockSize;
        int wanted = (int) Math.min(length, inode.size());
        if (inode.size() > tail) {
            MetadataCursor sizes = new MetadataCursor(
                    blocks, "inode table", layout.sizesPosition(), layout.sizesOffset(), superblock.directoryTable());
            long packedSize = sizes.u32();
            if ((packedSize & ~STORED) == 0) {
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
        MetadataCursor item = fragments.item(number);
        long position = item.u64();
        return inflate(position, item.u32(), packed, block, "fragment " + number + " at byte " + position);
    }

    /** Fills the start of {@code block} and returns how many bytes that were. */
    private int inflate(long position, long packedSize, byte[] packed, byte[] block, String where) {
        long length = packedSize & ~STORED;
        if (length < 1 || length > block.length) {
            throw BadImage.at(where, "its " + length + " bytes are not within 1 to the block size");
        }
        if (position < Superblock.SIZE || position > superblock.bytesUsed() - length) {
            throw BadImage.at(where, "it lies outside of the image");
        }
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
