package org.brandstore.snap.squashfs;

/** Is told every entry of a tree, each directory before what is in it, in the order of the names. */
@FunctionalInterface
public interface TreeVisitor {
    /**
     * One entry.
     *
     * @param path relative to the root, without a leading slash; empty for the root itself
     */
    void visit(String path, Inode inode);
}
