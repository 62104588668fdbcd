package org.brandstore.snap.squashfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.brandstore.snap.squashfs.compression.BadImage;
import org.brandstore.snap.squashfs.compression.Compression;

/**
 * The first 96 bytes of an image, checked as far as they go; where the tables lie {@link ImageTables} checks.
 *
 * @param inodeCount also the highest inode number
 * @param bytesUsed where the image ends; what follows is padding
 * @param rootInode reference of the root directory's inode
 * @param exportTable {@link #ABSENT} where there is none; xattrTable likewise
 */
record Superblock(
        Compression compression,
        int blockSize,
        int inodeCount,
        int idCount,
        long fragmentCount,
        long bytesUsed,
        long rootInode,
        long inodeTable,
        long directoryTable,
        long fragmentTable,
        long exportTable,
        long idTable,
        long xattrTable) {
    static final int SIZE = 96;
    static final long ABSENT = -1;

    private static final String WHERE = "superblock";
    /** The flag that options of the compressor follow, in a block of their own that is not compressed. */
    private static final int COMPRESSOR_OPTIONS = 0x400;

    private static final int STORED = 0x8000;
    private static final String NO_OPTIONS = "it says that options of its compressor follow, and they do not";
    static final int MAGIC = 0x73717368;
    private static final int MIN_BLOCK_LOG = 12;
    private static final int MAX_BLOCK_LOG = 20;

    static Superblock read(ImageBytes file, SquashfsLimits limits) {
        byte[] bytes = new byte[SIZE];
        if (file.size() < SIZE) {
            throw BadImage.at(WHERE, "the file has only " + file.size() + " bytes; it is no squashfs image");
        }
        file.read(0, bytes, SIZE, WHERE);
        ByteBuffer block = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        require(block.getInt(0) == MAGIC, "the file does not start with hsqs; it is no squashfs image");
        require(block.getShort(28) == 4 && block.getShort(30) == 0, "the version is not 4.0");
        int blockLog = block.getShort(22);
        require(
                blockLog >= MIN_BLOCK_LOG && blockLog <= MAX_BLOCK_LOG && block.getInt(12) == 1 << blockLog,
                "the block size is not a power of two from 4 KiB to 1 MiB");
        long inodeCount = Integer.toUnsignedLong(block.getInt(4));
        require(
                inodeCount >= 1 && inodeCount <= limits.maxEntries(),
                "it claims " + inodeCount + " inodes; 1 to " + limits.maxEntries() + " are allowed");
        long bytesUsed = block.getLong(40);
        require(
                bytesUsed >= SIZE && bytesUsed <= file.size(),
                "it claims " + Long.toUnsignedString(bytesUsed) + " bytes but the file has " + file.size());
        int idCount = Short.toUnsignedInt(block.getShort(26));
        require(idCount > 0, "it has no owner ids");
        Compression compression = Compression.of(Short.toUnsignedInt(block.getShort(20)));
        if ((block.getShort(24) & COMPRESSOR_OPTIONS) != 0) {
            requireOptions(file, compression, bytesUsed);
        }
        return new Superblock(
                compression,
                1 << blockLog,
                (int) inodeCount,
                idCount,
                Integer.toUnsignedLong(block.getInt(16)),
                bytesUsed,
                block.getLong(32),
                block.getLong(64),
                block.getLong(72),
                block.getLong(80),
                block.getLong(88),
                block.getLong(48),
                block.getLong(56));
    }

    /** Readers that look at the options give up if they are none; those that do not would show the image. */
    private static void requireOptions(ImageBytes file, Compression compression, long bytesUsed) {
        byte[] bytes = new byte[Short.BYTES];
        require(bytesUsed >= SIZE + Short.BYTES, NO_OPTIONS);
        file.read(SIZE, bytes, bytes.length, WHERE);
        int header = Short.toUnsignedInt(
                ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getShort());
        require(header == (STORED | compression.optionsSize()), NO_OPTIONS);
        require(bytesUsed >= SIZE + Short.BYTES + compression.optionsSize(), NO_OPTIONS);
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw BadImage.at(WHERE, otherwise);
        }
    }
}
