package org.brandstore.snap.squashfs;

/** What an entry of the tree is. */
public sealed interface Inode {
    Attributes attributes();

    /**
     * What every inode has.
     *
     * @param permissions the lowest twelve bits of the mode, set-user-id and set-group-id included
     * @param owner user id
     * @param group group id
     * @param number of the inode, the same for hard links
     */
    record Attributes(int permissions, long owner, long group, long number) {
        private static final int SET_USER_ID = 04000;
        private static final int SET_GROUP_ID = 02000;

        public boolean isSetUserId() {
            return (permissions & SET_USER_ID) != 0;
        }

        public boolean isSetGroupId() {
            return (permissions & SET_GROUP_ID) != 0;
        }
    }

    /**
     * A directory.
     *
     * @param block of its listing, relative to the directory table
     * @param offset in that block
     * @param size bytes of the listing
     */
    record Directory(Attributes attributes, long block, int offset, long size) implements Inode {}

    /**
     * A file with contents.
     *
     * @param size bytes after decompression
     */
    record RegularFile(Attributes attributes, long size, DataLayout layout) implements Inode {}

    /** A symbolic link. */
    record Symlink(Attributes attributes, String target) implements Inode {}

    /** A device node, pipe or socket. */
    record Node(Attributes attributes, NodeKind kind) implements Inode {}

    /** The entries that are neither directory, file nor link. */
    enum NodeKind {
        BLOCK_DEVICE("block device"),
        CHARACTER_DEVICE("character device"),
        PIPE("pipe"),
        SOCKET("socket");

        private final String title;

        NodeKind(String title) {
            this.title = title;
        }

        /** For people. */
        public String title() {
            return title;
        }
    }

    /**
     * Where the contents of a file lie.
     *
     * @param start of the first data block in the image
     * @param fragment index of the fragment that holds the tail, or -1
     * @param fragmentOffset of the tail in the fragment after decompression
     * @param sizesPosition block of the inode table that has the sizes of the data blocks, in the image
     * @param sizesOffset in that block
     */
    record DataLayout(long start, long fragment, long fragmentOffset, long sizesPosition, int sizesOffset) {
        /** What the format writes when there is no fragment. */
        static final long NO_FRAGMENT = 0xFFFF_FFFFL;

        static DataLayout at(MetadataCursor cursor, long start, long fragment, long fragmentOffset) {
            long index = fragment == NO_FRAGMENT ? -1 : fragment;
            return new DataLayout(start, index, fragmentOffset, cursor.position(), cursor.offset());
        }
    }
}
