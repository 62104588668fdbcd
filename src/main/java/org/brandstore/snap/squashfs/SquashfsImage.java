package org.brandstore.snap.squashfs;

import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.Optional;

/**
 * A squashfs 4.0 image that is read without trust. Whatever the bytes are, every method returns or throws a
 * {@link org.brandstore.problem.StoreException}: INVALID_SNAP says what is wrong and where, UNAVAILABLE that the storage
 * of the file failed. Memory is bounded by twice the block size (at most 2 MiB) and about 1 MiB beside; time by the
 * limits. Not for use by several threads at once.
 */
public final class SquashfsImage {
    private static final int MAX_PATH = 4096;
    private static final int ID_ITEM = 4;

    private final SquashfsLimits limits;
    private final Superblock superblock;
    private final MetadataBlocks blocks;
    private final InodeTable inodes;
    private final FileData data;
    private final Inode.Directory root;

    private SquashfsImage(ImageBytes file, SquashfsLimits limits) {
        this.limits = limits;
        this.superblock = Superblock.read(file, limits);
        Decompressor decompressor = superblock.compression().decompressor(superblock.blockSize());
        this.blocks = new MetadataBlocks(file, decompressor, limits.maxMetadataBytes());
        this.inodes = new InodeTable(blocks, superblock, readIds(file, blocks, superblock));
        this.data = new FileData(file, blocks, superblock, decompressor);
        this.root = (Inode.Directory) inodes.read(superblock.rootInode(), InodeTable.DIRECTORY);
    }

    /** Reads the superblock, the owner ids and the root directory's inode. The channel stays open and is the caller's. */
    public static SquashfsImage open(SeekableByteChannel file, SquashfsLimits limits) {
        return new SquashfsImage(new ImageBytes(file), limits);
    }

    public Compression compression() {
        return superblock.compression();
    }

    /** Bytes of a data block after decompression: 4 KiB to 1 MiB. */
    public int blockSize() {
        return superblock.blockSize();
    }

    /** Finds an entry by its path relative to the root; links on the way are not followed. */
    public Optional<Inode> find(String path) {
        Optional<Inode> found = Optional.of(root);
        for (String name : path.split("/", -1)) {
            if (found.isEmpty() || !(found.get() instanceof Inode.Directory directory)) {
                return Optional.empty();
            }
            found = findIn(directory, name);
        }
        return found;
    }

    private Optional<Inode> findIn(Inode.Directory directory, String name) {
        DirectoryCursor entries = new DirectoryCursor(blocks, superblock, directory);
        for (Optional<DirectoryCursor.Entry> e = entries.next(); e.isPresent(); e = entries.next()) {
            if (e.get().name().equals(name)) {
                return Optional.of(inodes.read(e.get().reference(), e.get().type()));
            }
        }
        return Optional.empty();
    }

    /**
     * Reads the contents of a file.
     *
     * @param path for the message when it is too large
     * @param maxBytes what the caller can bear
     */
    public byte[] read(String path, Inode.RegularFile file, int maxBytes) {
        if (file.size() > maxBytes) {
            throw BadImage.at(path, "the file has " + file.size() + " bytes; at most " + maxBytes + " are allowed");
        }
        return data.read(file, (int) file.size());
    }

    /**
     * Reads the first bytes of a file: as many as asked for, or all if it has fewer.
     *
     * @param length at most the block size
     */
    public byte[] readStart(Inode.RegularFile file, int length) {
        return data.readStart(file, length);
    }

    /** Tells the visitor of every entry, the root first. */
    public void walk(TreeVisitor visitor) {
        BitSet entered = new BitSet(superblock.inodeCount() + 1);
        Deque<OpenDirectory> open = new ArrayDeque<>();
        visitor.visit("", root);
        open.push(enter("", root, entered, 0));
        int seen = 0;
        while (!open.isEmpty()) {
            OpenDirectory directory = open.peek();
            Optional<DirectoryCursor.Entry> next = directory.entries.next();
            if (next.isEmpty()) {
                open.pop();
                continue;
            }
            if (++seen > limits.maxEntries()) {
                throw BadImage.at(directory.path, "the tree has more than " + limits.maxEntries() + " entries");
            }
            Inode inode = inodes.read(next.get().reference(), next.get().type());
            String path = directory.child(next.get().name());
            visitor.visit(path, inode);
            if (inode instanceof Inode.Directory child) {
                open.push(enter(path, child, entered, open.size()));
            }
        }
    }

    private OpenDirectory enter(String path, Inode.Directory directory, BitSet entered, int depth) {
        if (depth > limits.maxDepth()) {
            throw BadImage.at(path, "directories lie deeper than " + limits.maxDepth() + " levels");
        }
        int number = (int) directory.attributes().number();
        if (entered.get(number)) {
            throw BadImage.at(path, "the directory is also in another place; the tree would have no end");
        }
        entered.set(number);
        return new OpenDirectory(path, new DirectoryCursor(blocks, superblock, directory));
    }

    private static long[] readIds(ImageBytes file, MetadataBlocks blocks, Superblock superblock) {
        long[] ids = new long[superblock.idCount()];
        LookupTable table =
                new LookupTable(file, blocks, "id table", superblock.idTable(), superblock.idCount(), ID_ITEM);
        int perBlock = MetadataBlocks.BLOCK_SIZE / ID_ITEM;
        for (int first = 0; first < ids.length; first += perBlock) {
            MetadataCursor cursor = table.item(first);
            for (int i = first; i < Math.min(ids.length, first + perBlock); i++) {
                ids[i] = cursor.u32();
            }
        }
        return ids;
    }

    /** A directory of which the walk has met some entries. */
    private record OpenDirectory(String path, DirectoryCursor entries) {
        String child(String name) {
            String child = path.isEmpty() ? name : path + "/" + name;
            if (child.length() > MAX_PATH) {
                throw BadImage.at(path, "a path below it is longer than " + MAX_PATH + " characters");
            }
            return child;
        }
    }
}
