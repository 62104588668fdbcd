package org.brandstore.snap.squashfs;

import java.util.Optional;

/**
 * The tables of an image. They lie one right behind the other, in the order in which every writer puts them and from the end
 * of which the kernel checks them: inodes, directories, fragments, export, owners, extended attributes. So no byte is part
 * of two of them.
 */
record ImageTables(
        MetadataTable inodes,
        MetadataTable directories,
        Optional<LookupTable> fragments,
        Optional<LookupTable> exports,
        LookupTable ids,
        Optional<XattrTable> xattrs) {
    private static final int ID_SIZE = 4;
    private static final int EXPORT_SIZE = 8;
    private static final int FRAGMENT_SIZE = 16;

    static ImageTables read(ImageBytes file, MetadataBlocks blocks, Superblock superblock) {
        long next = superblock.bytesUsed();
        Optional<XattrTable> xattrs = Optional.empty();
        if (superblock.xattrTable() != Superblock.ABSENT) {
            xattrs = Optional.of(XattrTable.read(file, blocks, superblock));
            next = xattrs.get().start();
        }
        LookupTable ids = LookupTable.read(
                file,
                blocks,
                LookupTable.Index.of("id table", superblock.idTable(), superblock.idCount(), ID_SIZE),
                next);
        next = ids.start();
        Optional<LookupTable> exports = Optional.empty();
        if (superblock.exportTable() != Superblock.ABSENT) {
            exports = Optional.of(LookupTable.read(
                    file,
                    blocks,
                    LookupTable.Index.of(
                            "export table", superblock.exportTable(), superblock.inodeCount(), EXPORT_SIZE),
                    next));
            next = exports.get().start();
        }
        Optional<LookupTable> fragments = Optional.empty();
        if (superblock.fragmentCount() > 0) {
            fragments = Optional.of(LookupTable.read(
                    file,
                    blocks,
                    LookupTable.Index.of(
                            "fragment table", superblock.fragmentTable(), superblock.fragmentCount(), FRAGMENT_SIZE),
                    next));
            next = fragments.get().start();
        }
        MetadataTable directories =
                MetadataTable.read(file, "directory table", superblock.directoryTable(), next, blocks.maxBlocks());
        MetadataTable inodes = MetadataTable.read(
                file, "inode table", superblock.inodeTable(), superblock.directoryTable(), blocks.maxBlocks());
        return new ImageTables(inodes, directories, fragments, exports, ids, xattrs);
    }
}
