package org.brandstore.snap.squashfs;

import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.brandstore.snap.squashfs.compression.BadImage;
import org.brandstore.snap.squashfs.compression.Compression;
import org.brandstore.snap.squashfs.compression.Decompressor;

/**
 * A squashfs 4.0 image that is read without trust. Whatever the bytes are, every method returns or throws a
 * {@link org.brandstore.problem.StoreException}: INVALID_SNAP says what is wrong and where, UNAVAILABLE that the storage
 * of the file failed. An image in which two ways of reading could show two things is refused when it is opened: what is seen
 * here is what a device sees. Memory is bounded by twice the block size (at most 2 MiB) and 8 bytes an inode beside about
 * 1 MiB, 8 KiB an open directory; time by the limits. Not for use by several threads at once.
 */
public final class SquashfsImage {
    private final SquashfsLimits limits;
    private final Superblock superblock;
    private final InodeTable inodes;
    private final DirectoryTable directories;
    private final FileData data;
    private final Inode.Directory root;

    private SquashfsImage(ImageBytes file, SquashfsLimits limits) {
        this.limits = limits;
        this.superblock = Superblock.read(file, limits);
        Decompressor decompressor = superblock.compression().decompressor(superblock.blockSize());
        MetadataBlocks blocks = new MetadataBlocks(file, decompressor, limits.maxMetadataBytes());
        ImageTables tables = ImageTables.read(file, blocks, superblock);
        this.data = new FileData(file, blocks, tables, superblock.blockSize(), decompressor);
        data.checkFragments();
        InodeReader reader = new InodeReader(blocks, tables, superblock, readIds(tables.ids()), data);
        this.inodes = InodeTable.read(tables.inodes(), reader, superblock.inodeCount());
        tables.exports().ifPresent(inodes::requireSame);
        this.directories = new DirectoryTable(blocks, tables.directories(), reader);
        this.root = inodes.root(superblock.rootInode());
        walk((path, inode) -> {});
    }

    /** Reads and checks the whole structure, but not the contents of files. The channel stays open and is the caller's. */
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
        DirectoryCursor entries = directories.open(directory);
        for (Optional<DirectoryCursor.Entry> e = entries.next(); e.isPresent(); e = entries.next()) {
            if (e.get().name().equals(name)) {
                return e.map(entry -> inodes.read(entry.reference(), entry.type(), entry.number()));
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
        new TreeWalk(inodes, directories, limits, superblock.inodeCount()).from(root, visitor);
    }

    private static long[] readIds(LookupTable table) {
        long[] ids = new long[(int) table.count()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = table.item(i).u32();
        }
        return ids;
    }
}
