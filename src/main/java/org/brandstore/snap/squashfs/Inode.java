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
     * @param extended what its extended attributes can do
     */
    record Attributes(int permissions, long owner, long group, long number, Extended extended) {
        private static final int SET_USER_ID = 04000;
        private static final int SET_GROUP_ID = 02000;

        public boolean isSetUserId() {
            return (permissions & SET_USER_ID) != 0;
        }

        public boolean isSetGroupId() {
            return (permissions & SET_GROUP_ID) != 0;
        }
    }

    /** Extended attributes by what they can do. */
    enum Extended {
        NONE,
        /** Something that gives no rights. */
        OTHER,
        /** {@code security.capability}: who runs the file gets powers of root. */
        CAPABILITY
    }

    /**
     * A directory.
     *
     * @param block of its listing, relative to the directory table
     * @param offset in that block
     * @param size bytes of the listing
     * @param parent number of the inode of the directory that it lies in
     * @param index of its listing
     */
    record Directory(Attributes attributes, long block, int offset, long size, long parent, IndexLayout index)
            implements Inode {}

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
     * @param inode reference of the inode, in which the sizes of the data blocks follow
     * @param sizes how many bytes into the inode they begin
     */
    record DataLayout(long start, long fragment, long fragmentOffset, long inode, int sizes) {
        boolean hasFragment() {
            return fragment >= 0;
        }

        /** Bytes of the file that lie in the fragment. */
        int tail(long size, int blockSize) {
            return hasFragment() ? (int) (size % blockSize) : 0;
        }

        /** How many data blocks a file of that size has. */
        long blockCount(long size, int blockSize) {
            return Math.ceilDiv(size - tail(size, blockSize), blockSize);
        }
    }

    /**
     * Where the index of a listing lies, by which readers find names in a long one without reading all of it.
     *
     * @param inode reference of the inode, in which it follows
     * @param entries how many bytes into the inode it begins
     * @param count of its entries; none where there is no index
     */
    record IndexLayout(long inode, int entries, int count) {}
}
