package org.brandstore.snap.squashfs;

import java.io.ByteArrayOutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes images whose every byte is known: nothing is compressed, no fragments, one owner. A test can so make what no
 * mksquashfs would, by changing bytes of the result or by the names it asks for.
 */
public final class TestImage {
    private static final int BLOCK_SIZE = 4096;
    private static final int STORED_BLOCK = 1 << 24;
    private static final int STORED_METADATA = 0x8000;
    private static final int NO_XATTRS = -1;
    private static final Comparator<String> BY_BYTES = (a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b));

    private final Folder root = new Folder(new TreeMap<>(BY_BYTES));
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final Out inodes = new Out();
    private final Out directories = new Out();
    private final Map<Content, Written> files = new IdentityHashMap<>();
    private int metadata = 8192;
    private boolean capable;
    private boolean indexed;
    private int lastNumber;

    private sealed interface Entry permits Folder, Content, Link, HardLink {}

    private record Folder(Map<String, Entry> entries) implements Entry {}

    private record Content(String bytes, int mode, boolean capable) implements Entry {}

    private record Link(String target) implements Entry {}

    /** Another name of the file with that contents, which has to come before it. */
    private record HardLink(Content file) implements Entry {}

    /** Where an inode was written, and what it is. */
    private record Written(long block, int offset, int type, int number) {}

    /** Adds a file of single-byte characters, and the folders that it lies in. */
    public TestImage file(String path, String content) {
        return file(path, content, 0644);
    }

    public TestImage file(String path, String content, int mode) {
        add(path, new Content(content, mode, false));
        return this;
    }

    /** Adds a program with the extended attribute {@code security.capability}. */
    public TestImage capable(String path) {
        add(path, new Content("", 0755, true));
        return this;
    }

    /** Adds a file and its second name, which comes after it in the order of the names. */
    public TestImage twice(String path, String second, String content) {
        Content file = new Content(content, 0644, false);
        add(path, file);
        add(second, new HardLink(file));
        return this;
    }

    /** Gives every folder an index with an entry for each name. */
    public TestImage indexed() {
        indexed = true;
        return this;
    }

    /** Has metadata blocks of so many bytes, which every writer makes 8192. */
    public TestImage metadataBlocks(int bytes) {
        metadata = bytes;
        return this;
    }

    public TestImage link(String path, String target) {
        add(path, new Link(target));
        return this;
    }

    public TestImage folder(String path) {
        add(path, new Folder(new TreeMap<>(BY_BYTES)));
        return this;
    }

    private void add(String path, Entry entry) {
        Folder folder = root;
        String[] names = path.split("/", -1);
        for (String name : Arrays.copyOf(names, names.length - 1)) {
            folder = (Folder) folder.entries().computeIfAbsent(name, n -> new Folder(new TreeMap<>(BY_BYTES)));
        }
        folder.entries().put(names[names.length - 1], entry);
    }

    /** The image, for reading; once only. */
    public SeekableByteChannel open() {
        return new MemoryChannel(build());
    }

    /** The bytes of the image; once only. */
    public byte[] build() {
        Written top = writeTree();
        byte[] inodeTable = blocks(inodes.toByteArray());
        byte[] directoryTable = blocks(directories.toByteArray());
        byte[] ids = blocks(new byte[4]);
        long inodeStart = 96L + data.size();
        long directoryStart = inodeStart + inodeTable.length;
        long idBlock = directoryStart + directoryTable.length;
        long idIndex = idBlock + ids.length;
        long xattrBlock = idIndex + 8;
        byte[] xattrs = xattrs(xattrBlock);
        Out image = new Out();
        image.u32(0x73717368).u32(lastNumber).u32(0).u32(BLOCK_SIZE).u32(0);
        image.u16(1).u16(12).u16(0).u16(1).u16(4).u16(0).u64(top.block << 16 | top.offset);
        image.u64(xattrBlock + xattrs.length)
                .u64(idIndex)
                .u64(xattrs.length == 0 ? -1 : xattrBlock + xattrs.length - 24)
                .u64(inodeStart)
                .u64(directoryStart)
                .u64(-1)
                .u64(-1);
        image.all(data.toByteArray())
                .all(inodeTable)
                .all(directoryTable)
                .all(ids)
                .u64(idBlock)
                .all(xattrs);
        return image.toByteArray();
    }

    /** The one set of extended attributes, the table of sets, and the index of that; nothing where no file is capable. */
    private byte[] xattrs(long start) {
        if (!capable) {
            return new byte[0];
        }
        byte[] name = bytes("capability");
        byte[] attributes = blocks(new Out()
                .u16(2)
                .u16(name.length)
                .all(name)
                .u32(20)
                .all(new byte[20])
                .toByteArray());
        byte[] sets = blocks(new Out().u64(0).u32(1).u32(20).toByteArray());
        return new Out()
                .all(attributes)
                .all(sets)
                .u64(start)
                .u32(1)
                .u32(0)
                .u64(start + attributes.length)
                .toByteArray();
    }

    /** A folder of which some entries are written: without recursion, for a tree may be deeper than a thread's stack. */
    private record OpenFolder(
            String name,
            int number,
            int parent,
            Iterator<Map.Entry<String, Entry>> rest,
            Map<String, Written> children) {}

    private OpenFolder open(String name, Folder folder, int parent) {
        return new OpenFolder(
                name, ++lastNumber, parent, folder.entries().entrySet().iterator(), new TreeMap<>(BY_BYTES));
    }

    private Written writeTree() {
        Deque<OpenFolder> open = new ArrayDeque<>(List.of(open("", root, 0)));
        while (true) {
            OpenFolder folder = open.element();
            if (folder.rest().hasNext()) {
                Map.Entry<String, Entry> next = folder.rest().next();
                switch (next.getValue()) {
                    case Folder child -> open.push(open(next.getKey(), child, folder.number()));
                    case Content content -> folder.children().put(next.getKey(), write(content));
                    case HardLink link -> folder.children().put(next.getKey(), files.get(link.file()));
                    case Link link -> folder.children().put(next.getKey(), write(link));
                }
                continue;
            }
            Written written = write(open.pop());
            if (open.isEmpty()) {
                return written;
            }
            open.element().children().put(folder.name(), written);
        }
    }

    private Written write(Link link) {
        byte[] target = bytes(link.target());
        return inode(3, 0777, ++lastNumber, new Out().u32(1).u32(target.length).all(target));
    }

    private Written write(Content content) {
        byte[] bytes = bytes(content.bytes());
        long start = 96L + data.size();
        Out rest = content.capable()
                ? new Out()
                        .u64(start)
                        .u64(bytes.length)
                        .u64(0)
                        .u32(1)
                        .u32(-1)
                        .u32(0)
                        .u32(0)
                : new Out().u32((int) start).u32(-1).u32(0).u32(bytes.length);
        for (int from = 0; from < bytes.length; from += BLOCK_SIZE) {
            rest.u32(Math.min(BLOCK_SIZE, bytes.length - from) | STORED_BLOCK);
        }
        data.writeBytes(bytes);
        capable |= content.capable();
        Written file = inode(content.capable() ? 9 : 2, content.mode(), ++lastNumber, rest);
        Written listed = new Written(file.block(), file.offset(), 2, file.number());
        files.put(content, listed);
        return listed;
    }

    private Written write(OpenFolder folder) {
        Map<String, Written> children = folder.children();
        int start = directories.size();
        Out index = new Out();
        children.forEach((name, child) -> {
            byte[] bytes = bytes(name);
            index.u32(directories.size() - start)
                    .u32((int) block(directories.size()))
                    .u32(bytes.length - 1)
                    .all(bytes);
            directories.u32(0).u32((int) child.block).u32(child.number);
            directories
                    .u16(child.offset)
                    .u16(0)
                    .u16(child.type)
                    .u16(bytes.length - 1)
                    .all(bytes);
        });
        int size = directories.size() - start + 3;
        Out rest = new Out();
        if (indexed) {
            rest.u32(2).u32(size).u32((int) block(start)).u32(folder.parent());
            rest.u16(children.size()).u16(start % metadata).u32(NO_XATTRS).all(index.toByteArray());
            Written extended = inode(8, 0755, folder.number(), rest);
            return new Written(extended.block(), extended.offset(), 1, folder.number());
        }
        rest.u32((int) block(start)).u32(2).u16(size).u16(start % metadata).u32(folder.parent());
        return inode(1, 0755, folder.number(), rest);
    }

    private Written inode(int type, int mode, int number, Out rest) {
        int at = inodes.size();
        inodes.u16(type).u16(mode).u32(0).u32(0).u32(number).all(rest.toByteArray());
        return new Written(block(at), at % metadata, type, number);
    }

    /** Where the block of that byte begins in its table. */
    private long block(int at) {
        return (long) (at / metadata) * (metadata + 2);
    }

    private byte[] blocks(byte[] bytes) {
        Out blocks = new Out();
        for (int from = 0; from < bytes.length; from += metadata) {
            int length = Math.min(metadata, bytes.length - from);
            blocks.u16(length | STORED_METADATA).write(bytes, from, length);
        }
        return blocks.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Takes values with their lowest byte first. */
    private static final class Out extends ByteArrayOutputStream {
        Out u16(int value) {
            write(value);
            write(value >> 8);
            return this;
        }

        Out u32(int value) {
            return u16(value).u16(value >> 16);
        }

        Out u64(long value) {
            return u32((int) value).u32((int) (value >> 32));
        }

        Out all(byte[] bytes) {
            writeBytes(bytes);
            return this;
        }
    }
}
