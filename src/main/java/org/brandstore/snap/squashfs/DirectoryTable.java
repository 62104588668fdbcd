package org.brandstore.snap.squashfs;

import java.util.Optional;
import org.brandstore.snap.squashfs.Inode.IndexLayout;
import org.brandstore.snap.squashfs.compression.BadImage;

/** Opens listings of directories. */
final class DirectoryTable {
    private final MetadataBlocks blocks;
    private final MetadataTable table;
    private final InodeReader inodes;

    DirectoryTable(MetadataBlocks blocks, MetadataTable table, InodeReader inodes) {
        this.blocks = blocks;
        this.table = table;
        this.inodes = inodes;
    }

    DirectoryCursor open(Inode.Directory directory) {
        long length = length(directory);
        MetadataCursor cursor = length == 0
                ? null
                : new MetadataCursor(blocks, table, table.start() + directory.block(), directory.offset());
        return new DirectoryCursor(cursor, index(directory.index()), length);
    }

    /** Bytes of the listing. */
    static long length(Inode.Directory directory) {
        if (directory.size() < DirectoryCursor.UNWRITTEN) {
            throw BadImage.at("directory", "a size of " + directory.size() + " bytes; an empty one has 3");
        }
        return directory.size() - DirectoryCursor.UNWRITTEN;
    }

    /** Where the listing begins, counted in bytes after decompression from the table's start; it has to have some. */
    long begin(Inode.Directory directory) {
        long block = table.blockAt(table.start() + directory.block());
        return block * MetadataBlocks.BLOCK_SIZE + directory.offset();
    }

    private DirectoryIndex index(IndexLayout layout) {
        Optional<MetadataCursor> cursor = Optional.empty();
        if (layout.count() > 0) {
            MetadataCursor entries = inodes.cursor(layout.inode());
            entries.skip(layout.entries());
            cursor = Optional.of(entries);
        }
        return new DirectoryIndex(cursor, layout.count(), table.start());
    }
}
