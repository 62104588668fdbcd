package org.brandstore.snap.squashfs;

/**
 * How much of an image is looked at before it is refused.
 *
 * @param maxEntries inodes that the image may claim and directory entries that a walk may meet
 * @param maxDepth directories within each other
 * @param maxMetadataBytes inode and directory tables after decompression, counted as 8 KiB each time a block is
 *     decompressed, so that a tree made to jump about is bounded in time too
 */
public record SquashfsLimits(int maxEntries, int maxDepth, long maxMetadataBytes) {
    /** Above what the largest known snaps need: half a million entries, 1024 levels, 256 MiB of tables. */
    public static final SquashfsLimits STANDARD = new SquashfsLimits(500_000, 1024, 256L << 20);
}
