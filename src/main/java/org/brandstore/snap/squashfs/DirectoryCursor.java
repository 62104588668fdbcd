package org.brandstore.snap.squashfs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the listing of one directory, entry by entry; nothing of it is kept. */
final class DirectoryCursor {
    private static final String TABLE = "directory table";
    /** The size in an inode counts entries for "." and ".." that are not there. */
    private static final int UNWRITTEN = 3;

    private static final int HEADER_SIZE = 12;
    private static final int ENTRY_SIZE = 8;
    private static final int MAX_IN_HEADER = 256;
    private static final int MAX_NAME = 256;

    private final @Nullable MetadataCursor cursor;
    private long left;
    private int leftInHeader;
    private long inodeBlock;
    private byte[] previousName = new byte[0];

    DirectoryCursor(MetadataBlocks blocks, Superblock superblock, Inode.Directory directory) {
        left = Math.max(0, directory.size() - UNWRITTEN);
        cursor = left == 0
                ? null
                : new MetadataCursor(
                        blocks,
                        TABLE,
                        superblock.directoryTable() + directory.block(),
                        directory.offset(),
                        superblock.directoryEnd());
    }

    /**
     * One entry of a directory.
     *
     * @param reference of its inode
     * @param type a basic inode type
     */
    record Entry(String name, long reference, int type) {}

    Optional<Entry> next() {
        if (cursor == null || (left == 0 && leftInHeader == 0)) {
            return Optional.empty();
        }
        if (leftInHeader == 0) {
            readHeader(cursor);
        }
        leftInHeader--;
        String where = cursor.where();
        take(ENTRY_SIZE, where);
        int offset = cursor.u16();
        cursor.skip(2); // difference of the inode number
        int type = cursor.u16();
        int length = cursor.u16() + 1;
        if (length > MAX_NAME) {
            throw BadImage.at(where, "a name of " + length + " bytes; at most 256 are allowed");
        }
        take(length, where);
        return Optional.of(new Entry(name(cursor.bytes(length), where), inodeBlock << 16 | offset, type));
    }

    private void readHeader(MetadataCursor at) {
        String where = at.where();
        take(HEADER_SIZE, where);
        long count = at.u32() + 1;
        if (count > MAX_IN_HEADER) {
            throw BadImage.at(where, "a header of " + count + " entries; at most 256 are allowed");
        }
        leftInHeader = (int) count;
        inodeBlock = at.u32();
        at.skip(4); // first inode number
    }

    private void take(int length, String where) {
        if (length > left) {
            throw BadImage.at(where, "the listing is longer than its directory says");
        }
        left -= length;
    }

    /** Kernels search the listing in order and stop early, so an order of its own would show them other files than us. */
    private String name(byte[] name, String where) {
        if (Arrays.compareUnsigned(previousName, name) >= 0) {
            throw BadImage.at(where, "the names of the directory are not in order, or one is there twice");
        }
        previousName = name;
        for (byte b : name) {
            if (b == 0 || b == '/') {
                throw BadImage.at(where, "a name has a slash or a zero byte");
            }
        }
        String text = new String(name, StandardCharsets.UTF_8);
        if (text.equals(".") || text.equals("..")) {
            throw BadImage.at(where, "a name is \"" + text + "\"");
        }
        return text;
    }
}
