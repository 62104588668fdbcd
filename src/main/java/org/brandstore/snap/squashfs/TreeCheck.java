package org.brandstore.snap.squashfs;

import java.util.Arrays;
import java.util.BitSet;
import org.brandstore.snap.squashfs.compression.BadImage;

/** What must hold between the directories of a tree, whatever the way on which a reader comes to one. */
final class TreeCheck {
    private final DirectoryTable directories;
    private final BitSet entered;
    /** Begin, in the upper half, and end of each listing in the directory table. */
    private long[] listings = new long[16];

    private int listingCount;

    TreeCheck(DirectoryTable directories, int inodeCount) {
        this.directories = directories;
        this.entered = new BitSet(inodeCount + 1);
    }

    /** Is told of every directory below the root, and the number of that in which it lies. */
    void below(String path, Inode.Directory directory, long parent) {
        if (directory.parent() != parent) {
            throw BadImage.at(
                    path,
                    "the directory names number " + directory.parent() + " as the one above it, which is " + parent);
        }
    }

    /** Is told of every directory when its listing is opened. */
    void enter(String path, Inode.Directory directory) {
        int number = (int) directory.attributes().number();
        if (entered.get(number)) {
            throw BadImage.at(path, "the directory is also in another place; the tree would have no end");
        }
        entered.set(number);
        long length = DirectoryTable.length(directory);
        if (length > 0) {
            long begin = directories.begin(directory);
            add(begin << Integer.SIZE | (begin + length));
        }
    }

    /** Is told when all directories were entered. */
    void end() {
        Arrays.sort(listings, 0, listingCount);
        for (int i = 1; i < listingCount; i++) {
            if (listings[i] >>> Integer.SIZE < (listings[i - 1] & 0xFFFF_FFFFL)) {
                throw BadImage.at("directory table", "two directories share a part of it");
            }
        }
    }

    private void add(long listing) {
        if (listingCount == listings.length) {
            listings = Arrays.copyOf(listings, listingCount * 2);
        }
        listings[listingCount++] = listing;
    }
}
