package org.brandstore.snap.squashfs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.brandstore.snap.squashfs.Inode.Extended;
import org.brandstore.snap.squashfs.compression.BadImage;

/** The sets of extended attributes that inodes refer to. Of each set only the kind is kept, not the values. */
final class XattrTable {
    /** What an inode without attributes has instead of the number of a set. */
    static final long NO_SET = 0xFFFF_FFFFL;

    private static final String NAME = "table of extended attributes";
    private static final int HEADER_SIZE = 16;
    private static final int SET_SIZE = 16;
    private static final int TYPE_SECURITY = 2;
    private static final int TYPE_MASK = 0xFF;
    /** Far more than any file has, so that sets which share their attributes cannot keep the reader busy. */
    private static final int MAX_IN_SET = 64;

    private final MetadataTable attributes;
    private final LookupTable sets;
    private final BitSet capabilities = new BitSet();

    private XattrTable(MetadataTable attributes, LookupTable sets) {
        this.attributes = attributes;
        this.sets = sets;
    }

    static XattrTable read(ImageBytes file, MetadataBlocks blocks, Superblock superblock) {
        byte[] bytes = new byte[HEADER_SIZE];
        long at = superblock.xattrTable();
        file.read(at, bytes, HEADER_SIZE, NAME);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long count = Integer.toUnsignedLong(header.getInt(8));
        if (count > superblock.inodeCount()) {
            throw BadImage.at(NAME, "it has " + count + " sets for " + superblock.inodeCount() + " inodes");
        }
        LookupTable sets = LookupTable.read(
                file,
                blocks,
                new LookupTable.Index(NAME, at, at + HEADER_SIZE, count, SET_SIZE),
                superblock.bytesUsed());
        MetadataTable attributes =
                MetadataTable.read(file, "extended attributes", header.getLong(0), sets.start(), blocks.maxBlocks());
        XattrTable table = new XattrTable(attributes, sets);
        table.readSets(blocks);
        return table;
    }

    /** Where its first block lies in the file. */
    long start() {
        return attributes.start();
    }

    /** What the attributes of that set can do. */
    Extended kind(long set, String where) {
        if (set == NO_SET) {
            return Extended.NONE;
        }
        if (set >= sets.count()) {
            throw BadImage.at(where, "there is no set " + set + " of extended attributes");
        }
        return capabilities.get((int) set) ? Extended.CAPABILITY : Extended.OTHER;
    }

    private void readSets(MetadataBlocks blocks) {
        for (int number = 0; number < sets.count(); number++) {
            MetadataCursor set = sets.item(number);
            long reference = set.u64();
            long count = set.u32();
            if (count < 1 || count > MAX_IN_SET) {
                throw BadImage.at(
                        NAME, "set " + number + " has " + count + " attributes; 1 to " + MAX_IN_SET + " are allowed");
            }
            MetadataCursor cursor = new MetadataCursor(
                    blocks, attributes, attributes.start() + (reference >>> 16), (int) (reference & 0xFFFF));
            for (int i = 0; i < count; i++) {
                readAttribute(cursor, number);
            }
        }
    }

    private void readAttribute(MetadataCursor cursor, int set) {
        int type = cursor.u16();
        String name = new String(cursor.bytes(cursor.u16()), StandardCharsets.UTF_8);
        if ((type & TYPE_MASK) == TYPE_SECURITY && name.equals("capability")) {
            capabilities.set(set);
        }
        cursor.skip(cursor.u32());
    }
}
