package org.brandstore.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes snap files of any name and content without a tool: squashfs images in which nothing is compressed, with at most
 * two levels of folders.
 */
public final class SnapFile {
    private static final int BLOCK = 131_072;
    private static final int STORED_BLOCK = 1 << 24;
    private static final int STORED_METADATA = 0x8000;
    private static final int NOTHING_COMPRESSED = 0x0001 | 0x0002 | 0x0008 | 0x0010 | 0x0200;
    private static final int NONE = -1;
    private static final int FOLDER = 1;
    private static final int FILE = 2;

    /** Where an inode of a folder has the number of that of the folder above it. */
    private static final int PARENT = 28;

    private record Node(int number, int type, int offset) {}

    /** By the place of a folder's inode: the number of that of the folder above it. */
    private final Map<Integer, Integer> parents = new HashMap<>();

    private final ByteArrayOutputStream data = new ByteArrayOutputStream();
    private final ByteArrayOutputStream inodes = new ByteArrayOutputStream();
    private final ByteArrayOutputStream listings = new ByteArrayOutputStream();
    private int count;

    private SnapFile() {}

    /** A strict app for amd64 of that name and version. */
    public static byte[] app(String name, String version) {
        return of(name, version, "architectures: [amd64]\nbase: core24\n");
    }

    /** @param more further lines of the snap.yaml */
    public static byte[] of(String name, String version, String more) {
        return withYaml("name: " + name + "\nversion: '" + version + "'\nsummary: A snap for tests\n"
                + "description: For tests.\nconfinement: strict\ngrade: stable\n" + more);
    }

    public static byte[] withYaml(String snapYaml) {
        return withFiles(Map.of("meta", Map.of("snap.yaml", snapYaml.getBytes(UTF_8))));
    }

    /** @param folders name to files, each name to content; {@code a/b} is a folder in folder {@code a}, which must be there too */
    public static byte[] withFiles(Map<String, Map<String, byte[]>> folders) {
        return new SnapFile().image(folders);
    }

    private byte[] image(Map<String, Map<String, byte[]>> folders) {
        Map<String, Node> top = new TreeMap<>();
        new TreeMap<>(folders).forEach((folder, files) -> {
            if (!folder.contains("/")) {
                Map<String, Node> nodes = files(files);
                folders.forEach((inner, more) -> {
                    if (inner.startsWith(folder + "/")) {
                        nodes.put(inner.substring(folder.length() + 1), folder(files(more)));
                    }
                });
                top.put(folder, folder(nodes));
            }
        });
        Node root = folder(top);
        long inodeTable = 96L + data.size();
        long listingTable = inodeTable + 2 + inodes.size();
        long ids = listingTable + 2 + listings.size();
        long idTable = ids + 2 + 4;
        long end = idTable + 8;
        ByteBuffer image =
                ByteBuffer.allocate(Math.toIntExact((end + 4095) / 4096 * 4096)).order(ByteOrder.LITTLE_ENDIAN);
        image.putInt(0x73717368).putInt(count).putInt(0).putInt(BLOCK).putInt(0);
        image.putShort((short) 1)
                .putShort((short) 17)
                .putShort((short) NOTHING_COMPRESSED)
                .putShort((short) 1);
        image.putShort((short) 4)
                .putShort((short) 0)
                .putLong(root.offset())
                .putLong(end)
                .putLong(idTable);
        image.putLong(NONE)
                .putLong(inodeTable)
                .putLong(listingTable)
                .putLong(NONE)
                .putLong(NONE);
        image.put(data.toByteArray());
        byte[] table = inodes.toByteArray();
        parents.forEach((offset, parent) ->
                ByteBuffer.wrap(table).order(ByteOrder.LITTLE_ENDIAN).putInt(offset + PARENT, parent));
        metadata(image, table);
        metadata(image, listings.toByteArray());
        metadata(image, new byte[4]);
        image.putLong(ids);
        return image.array();
    }

    private Map<String, Node> files(Map<String, byte[]> contents) {
        Map<String, Node> nodes = new TreeMap<>();
        new TreeMap<>(contents).forEach((name, content) -> nodes.put(name, file(content)));
        return nodes;
    }

    private static void metadata(ByteBuffer image, byte[] content) {
        if (content.length > 8192) {
            throw new IllegalArgumentException("too many files for one metadata block");
        }
        image.putShort((short) (STORED_METADATA | content.length)).put(content);
    }

    private Node file(byte[] content) {
        int start = 96 + data.size();
        data.writeBytes(content);
        List<Integer> blocks = new ArrayList<>();
        for (int at = 0; at < content.length; at += BLOCK) {
            blocks.add(STORED_BLOCK | Math.min(BLOCK, content.length - at));
        }
        ByteBuffer inode = inode(FILE, 0755, 16 + 4 * blocks.size());
        inode.putInt(start).putInt(NONE).putInt(0).putInt(content.length);
        blocks.forEach(inode::putInt);
        return add(FILE, inode);
    }

    private Node folder(Map<String, Node> entries) {
        int start = listings.size();
        if (!entries.isEmpty()) {
            int base = entries.values().iterator().next().number();
            listings.writeBytes(
                    little(12).putInt(entries.size() - 1).putInt(0).putInt(base).array());
            entries.forEach((name, node) -> {
                if (node.type() == FOLDER) {
                    parents.put(node.offset(), count + 1);
                }
                byte[] bytes = name.getBytes(UTF_8);
                listings.writeBytes(little(8 + bytes.length)
                        .putShort((short) node.offset())
                        .putShort((short) (node.number() - base))
                        .putShort((short) node.type())
                        .putShort((short) (bytes.length - 1))
                        .put(bytes)
                        .array());
            });
        }
        ByteBuffer inode = inode(FOLDER, 0755, 16);
        inode.putInt(0).putInt(entries.size() + 2).putShort((short) (listings.size() - start + 3));
        inode.putShort((short) start).putInt(count + 2);
        return add(FOLDER, inode);
    }

    private ByteBuffer inode(int type, int mode, int rest) {
        return little(16 + rest)
                .putShort((short) type)
                .putShort((short) mode)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt(count + 1);
    }

    private Node add(int type, ByteBuffer inode) {
        Node node = new Node(++count, type, inodes.size());
        inodes.writeBytes(inode.array());
        return node;
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
