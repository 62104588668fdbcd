package org.brandstore.snap.squashfs;

import java.nio.charset.StandardCharsets;
import org.brandstore.snap.squashfs.Inode.Attributes;
import org.brandstore.snap.squashfs.Inode.DataLayout;
import org.brandstore.snap.squashfs.Inode.NodeKind;

/** Reads inodes, basic and extended, by reference. */
final class InodeTable {
    private static final String TABLE = "inode table";
    private static final int FIRST_EXTENDED_TYPE = 8;
    private static final int MAX_LINK_TARGET = 4095;

    private final MetadataBlocks blocks;
    private final Superblock superblock;
    private final long[] ids;

    InodeTable(MetadataBlocks blocks, Superblock superblock, long[] ids) {
        this.blocks = blocks;
        this.superblock = superblock;
        this.ids = ids;
    }

    /** The type numbers of basic inodes, which directory entries use too. */
    static final int DIRECTORY = 1;

    private static final int FILE = 2;
    private static final int SYMLINK = 3;
    private static final int BLOCK_DEVICE = 4;
    private static final int CHARACTER_DEVICE = 5;
    private static final int PIPE = 6;
    private static final int SOCKET = 7;

    /**
     * Reads an inode.
     *
     * @param reference its block relative to the table, in the bits above 16, and its offset in that block
     * @param expectedType what the directory says it is
     */
    Inode read(long reference, int expectedType) {
        long position = superblock.inodeTable() + (reference >>> 16);
        MetadataCursor cursor =
                new MetadataCursor(blocks, TABLE, position, (int) (reference & 0xFFFF), superblock.directoryTable());
        String where = cursor.where();
        int type = cursor.u16();
        boolean extended = type >= FIRST_EXTENDED_TYPE;
        int basicType = extended ? type - FIRST_EXTENDED_TYPE + 1 : type;
        if (basicType != expectedType) {
            throw BadImage.at(where, "inode of type " + type + " where the directory says " + expectedType);
        }
        Attributes attributes = attributes(cursor);
        return switch (basicType) {
            case DIRECTORY -> directory(cursor, attributes, extended);
            case FILE -> file(cursor, attributes, extended);
            case SYMLINK -> symlink(cursor, attributes);
            case BLOCK_DEVICE -> new Inode.Node(attributes, NodeKind.BLOCK_DEVICE);
            case CHARACTER_DEVICE -> new Inode.Node(attributes, NodeKind.CHARACTER_DEVICE);
            case PIPE -> new Inode.Node(attributes, NodeKind.PIPE);
            case SOCKET -> new Inode.Node(attributes, NodeKind.SOCKET);
            default -> throw BadImage.at(where, "unknown inode type " + type);
        };
    }

    private Attributes attributes(MetadataCursor cursor) {
        int permissions = cursor.u16() & 07777;
        long owner = id(cursor);
        long group = id(cursor);
        cursor.skip(4); // time of change
        String where = cursor.where();
        long number = cursor.u32();
        if (number < 1 || number > superblock.inodeCount()) {
            throw BadImage.at(where, "inode number " + number + " is not 1 to " + superblock.inodeCount());
        }
        return new Attributes(permissions, owner, group, number);
    }

    private long id(MetadataCursor cursor) {
        String where = cursor.where();
        int index = cursor.u16();
        if (index >= ids.length) {
            throw BadImage.at(where, "owner index " + index + " of only " + ids.length);
        }
        return ids[index];
    }

    private static Inode directory(MetadataCursor cursor, Attributes attributes, boolean extended) {
        if (extended) {
            cursor.skip(4); // links
            long size = cursor.u32();
            long block = cursor.u32();
            cursor.skip(6); // parent, count of index entries
            return new Inode.Directory(attributes, block, cursor.u16(), size);
        }
        long block = cursor.u32();
        cursor.skip(4); // links
        int size = cursor.u16();
        return new Inode.Directory(attributes, block, cursor.u16(), size);
    }

    private static Inode file(MetadataCursor cursor, Attributes attributes, boolean extended) {
        String where = cursor.where();
        long start;
        long size;
        long fragment;
        long fragmentOffset;
        if (extended) {
            start = cursor.u64();
            size = cursor.u64();
            cursor.skip(12); // bytes saved by holes, links
            fragment = cursor.u32();
            fragmentOffset = cursor.u32();
            cursor.skip(4); // extended attributes
        } else {
            start = cursor.u32();
            fragment = cursor.u32();
            fragmentOffset = cursor.u32();
            size = cursor.u32();
        }
        if (start < 0 || size < 0) {
            throw BadImage.at(where, "file with impossible start or size");
        }
        return new Inode.RegularFile(attributes, size, DataLayout.at(cursor, start, fragment, fragmentOffset));
    }

    private static Inode symlink(MetadataCursor cursor, Attributes attributes) {
        cursor.skip(4); // links
        String where = cursor.where();
        long length = cursor.u32();
        if (length < 1 || length > MAX_LINK_TARGET) {
            throw BadImage.at(where, "link target of " + length + " bytes; 1 to " + MAX_LINK_TARGET + " are allowed");
        }
        byte[] target = cursor.bytes((int) length);
        return new Inode.Symlink(attributes, new String(target, StandardCharsets.UTF_8));
    }
}
