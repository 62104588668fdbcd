package org.brandstore.snap.squashfs;

import java.io.ByteArrayOutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes images whose every byte is known: nothing is compressed, no fragments, one owner. A test can so make what no
 * mksquashfs would, by changing bytes of the result or by the names it asks for.
 */
public final class TestImage {
    private static final int BLOCK_SIZE = 4096;
    private static final int STORED_BLOCK = 1 << 24;
    private static final int METADATA = 8192;
    private static final Comparator<String> BY_BYTES = (a, b) -> Arrays.compareUnsigned(bytes(a), bytes(b));

    private final Folder root = new Folder(new TreeMap<>(BY_BYTES));
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final Out inodes = new Out();
    private final Out directories = new Out();
    private int lastNumber;

    private sealed interface Entry permits Folder, Content, Link {}

    private record Folder(Map<String, Entry> entries) implements Entry {}

    private record Content(String bytes) implements Entry {}

    private record Link(String target) implements Entry {}

    /** Where an inode was written, and what it is. */
    private record Written(long block, int offset, int type, int number) {}

    /** Adds a file of single-byte characters, and the folders that it lies in. */
    public TestImage file(String path, String content) {
        add(path, new Content(content));
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
        Written top = write(root);
        byte[] inodeTable = blocks(inodes.toByteArray());
        byte[] directoryTable = blocks(directories.toByteArray());
        byte[] ids = blocks(new byte[4]);
        long inodeStart = 96L + data.size();
        long directoryStart = inodeStart + inodeTable.length;
        long idBlock = directoryStart + directoryTable.length;
        long idIndex = idBlock + ids.length;
        Out image = new Out();
        image.u32(0x73717368).u32(lastNumber).u32(0).u32(BLOCK_SIZE).u32(0);
        image.u16(1).u16(12).u16(0).u16(1).u16(4).u16(0).u64(top.block << 16 | top.offset);
        image.u64(idIndex + 8)
                .u64(idIndex)
                .u64(-1)
                .u64(inodeStart)
                .u64(directoryStart)
                .u64(-1)
                .u64(-1);
        image.all(data.toByteArray())
                .all(inodeTable)
                .all(directoryTable)
                .all(ids)
                .u64(idBlock);
        return image.toByteArray();
    }

    private Written write(Entry entry) {
        return switch (entry) {
            case Folder folder -> write(folder);
            case Content content -> write(content);
            case Link link -> {
                byte[] target = bytes(link.target());
                yield inode(3, 0777, new Out().u32(1).u32(target.length).all(target));
            }
        };
    }

    private Written write(Content content) {
        byte[] bytes = bytes(content.bytes());
        Out rest = new Out().u32(96 + data.size()).u32(-1).u32(0).u32(bytes.length);
        for (int from = 0; from < bytes.length; from += BLOCK_SIZE) {
            rest.u32(Math.min(BLOCK_SIZE, bytes.length - from) | STORED_BLOCK);
        }
        data.writeBytes(bytes);
        return inode(2, 0644, rest);
    }

    private Written write(Folder folder) {
        Map<String, Written> children = new TreeMap<>(BY_BYTES);
        folder.entries().forEach((name, entry) -> children.put(name, write(entry)));
        int start = directories.size();
        children.forEach((name, child) -> {
            byte[] bytes = bytes(name);
            directories.u32(0).u32((int) child.block).u32(child.number);
            directories
                    .u16(child.offset)
                    .u16(0)
                    .u16(child.type)
                    .u16(bytes.length - 1)
                    .all(bytes);
        });
        int size = directories.size() - start + 3;
        return inode(
                1,
                0755,
                new Out()
                        .u32((int) block(start))
                        .u32(2)
                        .u16(size)
                        .u16(start % METADATA)
                        .u32(0));
    }

    private Written inode(int type, int mode, Out rest) {
        int at = inodes.size();
        inodes.u16(type).u16(mode).u32(0).u32(0).u32(++lastNumber).all(rest.toByteArray());
        return new Written(block(at), at % METADATA, type, lastNumber);
    }

    /** Where the block of that byte begins in its table. */
    private static long block(int at) {
        return (long) (at / METADATA) * (METADATA + 2);
    }

    private static byte[] blocks(byte[] bytes) {
        Out blocks = new Out();
        for (int from = 0; from < bytes.length; from += METADATA) {
            int length = Math.min(METADATA, bytes.length - from);
            blocks.u16(length | 0x8000).write(bytes, from, length);
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
