package org.brandstore.snap.squashfs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.brandstore.snap.squashfs.compression.BadImage;

/** Goes through the whole tree of an image, and holds what it meets against {@link TreeCheck}. */
final class TreeWalk {
    private static final int MAX_PATH = 4096;

    private final InodeTable inodes;
    private final DirectoryTable directories;
    private final SquashfsLimits limits;
    private final TreeCheck check;
    private final Deque<OpenDirectory> open = new ArrayDeque<>();

    TreeWalk(InodeTable inodes, DirectoryTable directories, SquashfsLimits limits, int inodeCount) {
        this.inodes = inodes;
        this.directories = directories;
        this.limits = limits;
        this.check = new TreeCheck(directories, inodeCount);
    }

    /** Tells the visitor of every entry, the root first. */
    void from(Inode.Directory root, TreeVisitor visitor) {
        visitor.visit("", root);
        enter("", root);
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
            DirectoryCursor.Entry entry = next.get();
            Inode inode = inodes.read(entry.reference(), entry.type(), entry.number());
            String path = directory.child(entry.name());
            visitor.visit(path, inode);
            if (inode instanceof Inode.Directory child) {
                check.below(path, child, directory.number);
                enter(path, child);
            }
        }
        check.end();
    }

    private void enter(String path, Inode.Directory directory) {
        if (open.size() > limits.maxDepth()) {
            throw BadImage.at(path, "directories lie deeper than " + limits.maxDepth() + " levels");
        }
        check.enter(path, directory);
        open.push(new OpenDirectory(path, directory.attributes().number(), directories.open(directory)));
    }

    /** A directory of which the walk has met some entries. */
    private record OpenDirectory(String path, long number, DirectoryCursor entries) {
        String child(String name) {
            String child = path.isEmpty() ? name : path + "/" + name;
            if (child.length() > MAX_PATH) {
                throw BadImage.at(path, "a path below it is longer than " + MAX_PATH + " characters");
            }
            return child;
        }
    }
}
