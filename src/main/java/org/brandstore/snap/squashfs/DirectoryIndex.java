package org.brandstore.snap.squashfs;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.brandstore.snap.squashfs.MetadataCursor.Place;
import org.brandstore.snap.squashfs.compression.BadImage;

/**
 * The index of one listing, checked against it while that is read. Kernels and squashfuse begin there when they look for a
 * name; where it led elsewhere, they would find another file than those who read the listing.
 */
final class DirectoryIndex {
    private final Optional<MetadataCursor> cursor;
    private final long table;
    private int left;
    private Optional<Entry> next;

    /**
     * @param cursor at the first entry, if there is one
     * @param count of the entries
     * @param table where the directory table begins in the file
     */
    DirectoryIndex(Optional<MetadataCursor> cursor, int count, long table) {
        this.cursor = cursor;
        this.left = count;
        this.table = table;
        this.next = take();
    }

    /**
     * One entry.
     *
     * @param listed how many bytes of the listing come before the header that it leads to
     * @param block of that header, relative to the directory table
     * @param name of the first entry behind that header, each byte as one character
     */
    record Entry(long listed, long block, String name) {
        static Entry read(MetadataCursor cursor) {
            long listed = cursor.u32();
            long block = cursor.u32();
            String where = cursor.where();
            long length = cursor.u32() + 1;
            if (length > DirectoryCursor.MAX_NAME) {
                throw DirectoryCursor.nameTooLong(where, length);
            }
            return new Entry(listed, block, new String(cursor.bytes((int) length), StandardCharsets.ISO_8859_1));
        }
    }

    /**
     * Is told of every header of the listing.
     *
     * @param listed how many bytes of the listing come before it
     * @param place where it lies
     * @param name of the first entry behind it
     */
    void header(long listed, Place place, byte[] name, String where) {
        if (next.isEmpty() || next.get().listed() > listed) {
            return;
        }
        Entry entry = next.get();
        if (entry.listed() != listed
                || entry.block() != place.position() - table
                || !entry.name().equals(new String(name, StandardCharsets.ISO_8859_1))) {
            throw wrong(where);
        }
        next = take();
    }

    /** Is told when the listing is at its end. */
    void end(String where) {
        if (next.isPresent()) {
            throw wrong(where);
        }
    }

    private Optional<Entry> take() {
        if (left == 0) {
            return Optional.empty();
        }
        left--;
        return cursor.map(Entry::read);
    }

    private static RuntimeException wrong(String where) {
        return BadImage.at(where, "the index of the directory does not lead to what the directory lists");
    }
}
