package org.brandstore.snap.squashfs;

import java.util.Arrays;
import org.brandstore.snap.squashfs.compression.BadImage;

/**
 * The inodes of an image. On opening, the table is read from its start to its end: it must hold as many inodes as the image
 * claims, one behind the other, and each number once. What directories refer to must be one of those, so no two readers can
 * take one number for two files, nor bytes in the middle of one inode for another.
 */
final class InodeTable {
    /** Larger than any reference, which has 48 bits. */
    private static final long NOT_SEEN = -1;

    private final MetadataTable table;
    private final InodeReader reader;
    private final long[] references;

    private InodeTable(MetadataTable table, InodeReader reader, int count) {
        this.table = table;
        this.reader = reader;
        this.references = new long[count + 1];
        Arrays.fill(references, NOT_SEEN);
    }

    static InodeTable read(MetadataTable table, InodeReader reader, int count) {
        InodeTable inodes = new InodeTable(table, reader, count);
        inodes.scan(count);
        return inodes;
    }

    /**
     * Reads an inode.
     *
     * @param reference its block relative to the table, in the bits above 16, and its offset in that block
     * @param expectedType what the directory says it is
     * @param expectedNumber what the directory says its number is
     */
    Inode read(long reference, int expectedType, long expectedNumber) {
        MetadataCursor cursor = reader.cursor(reference);
        String where = cursor.where();
        Inode inode = reader.read(cursor, reference);
        long number = inode.attributes().number();
        if (references[(int) number] != reference) {
            throw BadImage.at(where, "no inode of the table begins there");
        }
        int type = InodeReader.type(inode);
        if (type != expectedType) {
            throw BadImage.at(where, "inode of type " + type + " where the directory says " + expectedType);
        }
        if (number != expectedNumber) {
            throw BadImage.at(where, "inode number " + number + " where the directory says " + expectedNumber);
        }
        return inode;
    }

    /** The directory at the top, which no directory lists. */
    Inode.Directory root(long reference) {
        MetadataCursor cursor = reader.cursor(reference);
        Inode inode = reader.read(cursor, reference);
        return (Inode.Directory)
                read(reference, InodeReader.DIRECTORY, inode.attributes().number());
    }

    /** Whether that table of references by number, for those who come without a path, has the same inodes. */
    void requireSame(LookupTable exports) {
        for (int number = 1; number < references.length; number++) {
            long reference = exports.item(number - 1L).u64();
            if (reference != references[number]) {
                throw BadImage.at("export table", "it leads elsewhere for inode number " + number);
            }
        }
    }

    private void scan(int count) {
        MetadataCursor cursor = reader.cursor(0);
        for (int i = 0; i < count; i++) {
            if (cursor.isAtEnd()) {
                throw BadImage.at(table.name(), "it has " + i + " inodes, not " + count);
            }
            MetadataCursor.Place place = cursor.place();
            String where = cursor.where();
            long reference = (place.position() - table.start()) << 16 | place.offset();
            Inode inode = reader.read(cursor, reference);
            reader.checkRest(cursor, inode, where);
            int number = (int) inode.attributes().number();
            if (references[number] != NOT_SEEN) {
                throw BadImage.at(where, "the inode number " + number + " is there twice");
            }
            references[number] = reference;
        }
        if (!cursor.isAtEnd()) {
            throw BadImage.at(table.name(), "it has more than " + count + " inodes");
        }
    }
}
