package org.brandstore.snap.squashfs;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.brandstore.snap.squashfs.Inode.Attributes;
import org.brandstore.snap.squashfs.Inode.DataLayout;
import org.brandstore.snap.squashfs.Inode.Extended;
import org.brandstore.snap.squashfs.Inode.IndexLayout;
import org.brandstore.snap.squashfs.Inode.NodeKind;
import org.brandstore.snap.squashfs.compression.BadImage;

/** Reads inodes, basic and extended. */
final class InodeReader {
    /** The type numbers of basic inodes, which directory entries use too. */
    static final int DIRECTORY = 1;

    private static final int FILE = 2;
    private static final int SYMLINK = 3;
    private static final int BLOCK_DEVICE = 4;
    private static final int CHARACTER_DEVICE = 5;
    private static final int PIPE = 6;
    private static final int SOCKET = 7;
    private static final int FIRST_EXTENDED_TYPE = 8;

    private static final int DIRECTORY_SIZE = 32;
    private static final int EXTENDED_DIRECTORY_SIZE = 40;
    private static final int FILE_SIZE = 32;
    private static final int EXTENDED_FILE_SIZE = 56;
    private static final long NO_FRAGMENT = 0xFFFF_FFFFL;
    private static final int MAX_LINK_TARGET = 4095;
    private static final int PERMISSIONS = 07777;

    private final MetadataBlocks blocks;
    private final MetadataTable table;
    private final Superblock superblock;
    private final long[] ids;
    private final Optional<XattrTable> xattrs;
    private final FileData data;

    InodeReader(MetadataBlocks blocks, ImageTables tables, Superblock superblock, long[] ids, FileData data) {
        this.blocks = blocks;
        this.table = tables.inodes();
        this.superblock = superblock;
        this.ids = ids;
        this.xattrs = tables.xattrs();
        this.data = data;
    }

    /** A cursor at an inode. */
    MetadataCursor cursor(long reference) {
        return new MetadataCursor(blocks, table, table.start() + (reference >>> 16), (int) (reference & 0xFFFF));
    }

    static int type(Inode inode) {
        return switch (inode) {
            case Inode.Directory d -> DIRECTORY;
            case Inode.RegularFile f -> FILE;
            case Inode.Symlink l -> SYMLINK;
            case Inode.Node node ->
                switch (node.kind()) {
                    case BLOCK_DEVICE -> BLOCK_DEVICE;
                    case CHARACTER_DEVICE -> CHARACTER_DEVICE;
                    case PIPE -> PIPE;
                    case SOCKET -> SOCKET;
                };
        };
    }

    /**
     * Reads the inode at the cursor, up to the sizes of its data blocks or the index of its listing.
     *
     * @param reference of the inode
     */
    Inode read(MetadataCursor cursor, long reference) {
        String where = cursor.where();
        int type = cursor.u16();
        boolean extended = type >= FIRST_EXTENDED_TYPE;
        Attributes attributes = attributes(cursor);
        return switch (extended ? type - FIRST_EXTENDED_TYPE + 1 : type) {
            case DIRECTORY ->
                extended ? extendedDirectory(cursor, attributes, reference) : directory(cursor, attributes, reference);
            case FILE -> extended ? extendedFile(cursor, attributes, reference) : file(cursor, attributes, reference);
            case SYMLINK -> symlink(cursor, attributes, extended);
            case BLOCK_DEVICE -> node(cursor, attributes, NodeKind.BLOCK_DEVICE, extended);
            case CHARACTER_DEVICE -> node(cursor, attributes, NodeKind.CHARACTER_DEVICE, extended);
            case PIPE -> node(cursor, attributes, NodeKind.PIPE, extended);
            case SOCKET -> node(cursor, attributes, NodeKind.SOCKET, extended);
            default -> throw BadImage.at(where, "unknown inode type " + type);
        };
    }

    /** Reads what {@link #read} leaves, so that the cursor is behind the inode, and checks where the file's data lie. */
    void checkRest(MetadataCursor cursor, Inode inode, String where) {
        if (inode instanceof Inode.RegularFile file) {
            data.check(file, cursor, where);
        } else if (inode instanceof Inode.Directory directory) {
            for (int i = 0; i < directory.index().count(); i++) {
                DirectoryIndex.Entry.read(cursor);
            }
        }
    }

    private Attributes attributes(MetadataCursor cursor) {
        String where = cursor.where();
        int permissions = cursor.u16();
        if ((permissions & ~PERMISSIONS) != 0) {
            // kernels take these bits for a part of the type, others pass over them
            throw BadImage.at(where, "the mode " + Integer.toOctalString(permissions) + " has more than permissions");
        }
        long owner = id(cursor);
        long group = id(cursor);
        cursor.skip(4); // time of change
        long number = cursor.u32();
        if (number < 1 || number > superblock.inodeCount()) {
            throw BadImage.at(where, "inode number " + number + " is not 1 to " + superblock.inodeCount());
        }
        return new Attributes(permissions, owner, group, number, Extended.NONE);
    }

    private long id(MetadataCursor cursor) {
        String where = cursor.where();
        int index = cursor.u16();
        if (index >= ids.length) {
            throw BadImage.at(where, "owner index " + index + " of only " + ids.length);
        }
        return ids[index];
    }

    private static Inode directory(MetadataCursor cursor, Attributes attributes, long reference) {
        long block = cursor.u32();
        cursor.skip(4); // links
        int size = cursor.u16();
        int offset = cursor.u16();
        return new Inode.Directory(
                attributes, block, offset, size, cursor.u32(), new IndexLayout(reference, DIRECTORY_SIZE, 0));
    }

    private Inode extendedDirectory(MetadataCursor cursor, Attributes attributes, long reference) {
        cursor.skip(4); // links
        long size = cursor.u32();
        long block = cursor.u32();
        long parent = cursor.u32();
        int count = cursor.u16();
        int offset = cursor.u16();
        return new Inode.Directory(
                withXattrs(cursor, attributes),
                block,
                offset,
                size,
                parent,
                new IndexLayout(reference, EXTENDED_DIRECTORY_SIZE, count));
    }

    private static Inode file(MetadataCursor cursor, Attributes attributes, long reference) {
        long start = cursor.u32();
        long fragment = cursor.u32();
        long fragmentOffset = cursor.u32();
        return new Inode.RegularFile(
                attributes, cursor.u32(), layout(start, fragment, fragmentOffset, reference, FILE_SIZE));
    }

    private Inode extendedFile(MetadataCursor cursor, Attributes attributes, long reference) {
        String where = cursor.where();
        long start = cursor.u64();
        long size = cursor.u64();
        cursor.skip(12); // bytes saved by holes, links
        long fragment = cursor.u32();
        long fragmentOffset = cursor.u32();
        if (start < 0 || size < 0) {
            throw BadImage.at(where, "file with impossible start or size");
        }
        return new Inode.RegularFile(
                withXattrs(cursor, attributes),
                size,
                layout(start, fragment, fragmentOffset, reference, EXTENDED_FILE_SIZE));
    }

    private static DataLayout layout(long start, long fragment, long fragmentOffset, long reference, int sizes) {
        return new DataLayout(start, fragment == NO_FRAGMENT ? -1 : fragment, fragmentOffset, reference, sizes);
    }

    private Inode symlink(MetadataCursor cursor, Attributes attributes, boolean extended) {
        cursor.skip(4); // links
        String where = cursor.where();
        long length = cursor.u32();
        if (length < 1 || length > MAX_LINK_TARGET) {
            throw BadImage.at(where, "link target of " + length + " bytes; 1 to " + MAX_LINK_TARGET + " are allowed");
        }
        String target = new String(cursor.bytes((int) length), StandardCharsets.UTF_8);
        if (target.indexOf('\0') >= 0) {
            throw BadImage.at(where, "a link target with a zero byte, at which devices end it");
        }
        return new Inode.Symlink(extended ? withXattrs(cursor, attributes) : attributes, target);
    }

    private Inode node(MetadataCursor cursor, Attributes attributes, NodeKind kind, boolean extended) {
        cursor.skip(4); // links
        if (kind == NodeKind.BLOCK_DEVICE || kind == NodeKind.CHARACTER_DEVICE) {
            cursor.skip(4); // which device
        }
        return new Inode.Node(extended ? withXattrs(cursor, attributes) : attributes, kind);
    }

    private Attributes withXattrs(MetadataCursor cursor, Attributes plain) {
        String where = cursor.where();
        long set = cursor.u32();
        Extended extended = Extended.NONE;
        if (set != XattrTable.NO_SET) {
            extended = xattrs.orElseThrow(() -> BadImage.at(where, "the image has no table of extended attributes"))
                    .kind(set, where);
        }
        return new Attributes(plain.permissions(), plain.owner(), plain.group(), plain.number(), extended);
    }
}
