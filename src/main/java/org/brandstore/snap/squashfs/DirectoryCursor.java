package org.brandstore.snap.squashfs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.brandstore.snap.squashfs.MetadataCursor.Place;
import org.brandstore.snap.squashfs.compression.BadImage;
import org.jspecify.annotations.Nullable;

/** Reads the listing of one directory, entry by entry, and checks its index with it; nothing of it is kept. */
final class DirectoryCursor {
    /** What a file system can have; the format could say one more. */
    static final int MAX_NAME = 255;

    /** The size in an inode counts entries for "." and ".." that are not there. */
    static final int UNWRITTEN = 3;

    private static final int HEADER_SIZE = 12;
    private static final int ENTRY_SIZE = 8;
    private static final int MAX_IN_HEADER = 256;

    private final @Nullable MetadataCursor cursor;
    private final DirectoryIndex index;
    private final long length;
    private long left;
    private int leftInHeader;
    private long inodeBlock;
    private long firstNumber;
    private byte[] previousName = new byte[0];

    /** @param cursor at the listing; absent where the directory is empty */
    DirectoryCursor(@Nullable MetadataCursor cursor, DirectoryIndex index, long length) {
        this.cursor = cursor;
        this.index = index;
        this.length = length;
        this.left = length;
    }

    /**
     * One entry of a directory.
     *
     * @param reference of its inode
     * @param type a basic inode type
     * @param number of its inode
     */
    record Entry(String name, long reference, int type, long number) {}

    /** A header of which the first entry is still to be read. */
    private record Header(long listed, Place place) {}

    Optional<Entry> next() {
        if (cursor == null) {
            index.end("empty directory");
            return Optional.empty();
        }
        if (left == 0 && leftInHeader == 0) {
            index.end(cursor.where());
            return Optional.empty();
        }
        Optional<Header> header = leftInHeader == 0 ? Optional.of(readHeader(cursor)) : Optional.empty();
        leftInHeader--;
        String where = cursor.where();
        take(ENTRY_SIZE, where);
        int offset = cursor.u16();
        long number = firstNumber + cursor.s16();
        int type = cursor.u16();
        int nameLength = cursor.u16() + 1;
        if (nameLength > MAX_NAME) {
            throw nameTooLong(where, nameLength);
        }
        take(nameLength, where);
        byte[] name = cursor.bytes(nameLength);
        header.ifPresent(h -> index.header(h.listed(), h.place(), name, where));
        return Optional.of(new Entry(text(name, where), inodeBlock << 16 | offset, type, number));
    }

    static RuntimeException nameTooLong(String where, long length) {
        return BadImage.at(where, "a name of " + length + " bytes; at most " + MAX_NAME + " are allowed");
    }

    private Header readHeader(MetadataCursor at) {
        Header header = new Header(length - left, at.place());
        String where = at.where();
        take(HEADER_SIZE, where);
        long count = at.u32() + 1;
        if (count > MAX_IN_HEADER) {
            throw BadImage.at(where, "a header of " + count + " entries; at most 256 are allowed");
        }
        leftInHeader = (int) count;
        inodeBlock = at.u32();
        firstNumber = at.u32();
        return header;
    }

    private void take(int bytes, String where) {
        if (bytes > left) {
            throw BadImage.at(where, "the listing is longer than its directory says");
        }
        left -= bytes;
    }

    /** Kernels search the listing in order and stop early, so an order of its own would show them other files than us. */
    private String text(byte[] name, String where) {
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
