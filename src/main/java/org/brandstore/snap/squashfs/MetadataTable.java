package org.brandstore.snap.squashfs;

import java.util.Arrays;
import org.brandstore.snap.squashfs.compression.BadImage;

/**
 * The metadata blocks of one table, which lie one behind the other from its start to its end. What refers into a table may
 * only name the start of one of them: a reader that finds blocks by going through the table, as unsquashfs does, and one
 * that goes to them, as the kernel does, then read the same.
 */
final class MetadataTable {
    private final String name;
    private final long start;
    private final long end;
    private final long[] positions;

    private MetadataTable(String name, long start, long end, long[] positions) {
        this.name = name;
        this.start = start;
        this.end = end;
        this.positions = positions;
    }

    /**
     * Goes from header to header; what the blocks hold is not looked at.
     *
     * @param end where the last block has to end
     */
    static MetadataTable read(ImageBytes file, String name, long start, long end, int maxBlocks) {
        if (start < Superblock.SIZE || start > end) {
            throw BadImage.at(name, "it does not lie within the image");
        }
        long[] positions = new long[16];
        int count = 0;
        byte[] header = new byte[MetadataBlocks.HEADER_SIZE];
        for (long position = start; position < end; position += header.length + MetadataBlocks.length(header)) {
            String where = name + " block at byte " + position;
            if (count == maxBlocks) {
                throw BadImage.at(where, "it has more than " + maxBlocks + " blocks");
            }
            if (position > end - header.length) {
                throw BadImage.at(where, "it reaches over the end of its table");
            }
            file.read(position, header, header.length, where);
            int length = MetadataBlocks.length(header);
            if (length < 1 || length > MetadataBlocks.BLOCK_SIZE || length > end - position - header.length) {
                throw BadImage.at(where, "its " + length + " bytes are not within 1 to 8192 and the table");
            }
            if (count == positions.length) {
                positions = Arrays.copyOf(positions, count * 2);
            }
            positions[count++] = position;
        }
        return new MetadataTable(name, start, end, Arrays.copyOf(positions, count));
    }

    String name() {
        return name;
    }

    long start() {
        return start;
    }

    long end() {
        return end;
    }

    int blockCount() {
        return positions.length;
    }

    /** Where the header of that block lies in the file. */
    long position(int block) {
        return positions[block];
    }

    /** Which block has its header at the position; negative if none has. */
    int blockAt(long position) {
        return Arrays.binarySearch(positions, position);
    }
}
