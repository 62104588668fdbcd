package org.brandstore.snap.file;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.brandstore.snap.squashfs.Inode;
import org.brandstore.snap.squashfs.SquashfsImage;

/** Finds what lies at paths of a mounted snap, over links of any kind that stay in it. It walks the tree, however many paths there are. */
final class ImagePaths {
    /** How many links a path may lead over. */
    private static final int MOST_LINKS = 10;

    /** Characters of a path; longer ones no device could open. */
    private static final int LONGEST = 4096;

    /** Folders of a path, many more than gadgets have. */
    private static final int DEEPEST = 64;

    private final SquashfsImage image;
    /** Where each path that is not at its end has led to, by the path as it was asked for. */
    private final Map<String, String> open = new HashMap<>();

    private final Map<String, Inode> found = new TreeMap<>();

    private ImagePaths(SquashfsImage image, Collection<String> paths) {
        this.image = image;
        paths.forEach(path -> advance(path, "", path));
    }

    /** @return what there is, by the path; none for what is missing, lies outside, or behind more than ten links */
    static Map<String, Inode> find(SquashfsImage image, Collection<String> paths) {
        ImagePaths search = new ImagePaths(image, paths);
        for (int links = 0; links <= MOST_LINKS && !search.open.isEmpty(); links++) {
            search.step();
        }
        return search.found;
    }

    private void step() {
        NavigableSet<String> wanted = new TreeSet<>(open.values());
        Map<String, Inode> met = new HashMap<>();
        image.walk((walked, inode) -> {
            String path = walked.isEmpty() ? ContainerNeeds.ROOT : walked;
            if (wanted.contains(path) || (inode instanceof Inode.Symlink && leadsOn(wanted, path + "/"))) {
                met.put(path, inode);
            }
        });
        Map.copyOf(open).forEach((asked, path) -> follow(asked, path, met));
    }

    /** Goes to the first link on the way, or to the end. */
    private void follow(String asked, String path, Map<String, Inode> met) {
        open.remove(asked);
        int slash = path.indexOf('/');
        while (slash > 0) {
            if (met.get(path.substring(0, slash)) instanceof Inode.Symlink link) {
                advance(asked, parent(path.substring(0, slash)), link.target() + path.substring(slash));
                return;
            }
            slash = path.indexOf('/', slash + 1);
        }
        Inode inode = met.get(path);
        if (inode instanceof Inode.Symlink link) {
            advance(asked, parent(path), link.target());
        } else if (inode != null) {
            found.put(asked, inode);
        }
    }

    private static boolean leadsOn(NavigableSet<String> wanted, String folder) {
        String next = wanted.ceiling(folder);
        return next != null && next.startsWith(folder);
    }

    private void advance(String asked, String folder, String target) {
        Optional.of(ContainerNeeds.resolve(folder, target))
                .filter(path -> !path.equals("..") && !path.startsWith("../"))
                .filter(path -> path.length() <= LONGEST
                        && path.chars().filter(c -> c == '/').count() <= DEEPEST)
                .filter(path -> (folder.isEmpty() && target.equals(asked)) || !target.startsWith("/"))
                .ifPresent(path -> open.put(asked, path));
    }

    private static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }
}
