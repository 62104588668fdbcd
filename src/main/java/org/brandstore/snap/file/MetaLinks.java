package org.brandstore.snap.file;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.brandstore.snap.metadata.BadSnap;
import org.brandstore.snap.squashfs.Inode;
import org.brandstore.snap.squashfs.SquashfsImage;

/**
 * Follows the links in {@code meta} as a device does: by one link after the other, each path taken literally, so that a way
 * through a folder that is a link leads nowhere.
 */
final class MetaLinks {
    /** A device runs two programs over the whole file for each, so that more would keep it busy for minutes. */
    static final int MOST = 1_000;

    /** How many links one may lead over. */
    static final int LONGEST_CHAIN = 10;

    private static final String META = "meta";
    private static final String HOOKS = "meta/hooks";
    private static final String ADVICE = "; put the file itself there, or link to one that is in the snap";
    /** The device hands paths to unsquashfs, which takes them for patterns; these then do not match themselves. */
    private static final Pattern PATTERN = Pattern.compile("\\\\|\\[[^/]*\\]");

    /** Where each link that is still followed has led to, by its own path. */
    private final SortedMap<String, String> reached = new TreeMap<>();

    private final SortedMap<String, String> targets = new TreeMap<>();

    void add(String path, String target) {
        if (targets.size() <= MOST) {
            targets.put(path, target);
        }
    }

    /**
     * Tells what lies at the end of each link, and what is wrong with it.
     *
     * @param end the path of the link and what it leads to
     * @param problem the path of the link and what is wrong
     */
    void follow(SquashfsImage image, BiConsumer<String, Inode> end, BiConsumer<String, String> problem) {
        if (targets.size() > MOST) {
            problem.accept(META, "holds more than " + MOST + " links; put files there instead");
            return;
        }
        targets.forEach((path, target) -> begin(path, target, problem));
        for (int i = 0; i < LONGEST_CHAIN && !reached.isEmpty(); i++) {
            Map<String, Inode> met = lookUp(image);
            for (Map.Entry<String, String> link : Map.copyOf(reached).entrySet()) {
                step(link.getKey(), link.getValue(), met, end, problem);
            }
        }
        reached.keySet()
                .forEach(
                        path -> problem.accept(path, "is a link over more than " + LONGEST_CHAIN + " others" + ADVICE));
    }

    private void begin(String path, String target, BiConsumer<String, String> problem) {
        if (path.equals(META)) {
            problem.accept(path, "is a link; make it a folder");
        } else if (path.equals(HOOKS)) {
            problem.accept(path, "is a link, behind which hooks would run that no check saw; make it a folder");
        } else if (path.contains(" -> ")) {
            problem.accept(path, "is a link with \" -> \" in its name, which devices cut off there; rename it");
        } else if (PATTERN.matcher(path).find()) {
            problem.accept(path, "is a link with [] or \\ in its name, which devices cannot find; rename it");
        } else {
            advance(path, path, target, problem);
        }
    }

    private void step(
            String path,
            String at,
            Map<String, Inode> met,
            BiConsumer<String, Inode> end,
            BiConsumer<String, String> problem) {
        Inode inode = met.get(at);
        if (inode instanceof Inode.Symlink next) {
            advance(path, at, next.target(), problem);
            return;
        }
        reached.remove(path);
        if (inode == null) {
            problem.accept(path, "is a link to nothing: there is no " + BadSnap.shown(at) + ADVICE);
        } else if (at.equals(META) || at.equals(ContainerNeeds.ROOT)) {
            problem.accept(path, "is a link to the snap itself" + ADVICE);
        } else {
            end.accept(path, inode);
        }
    }

    /** Goes over the link {@code at}, on the way from the link {@code path}. */
    private void advance(String path, String at, String target, BiConsumer<String, String> problem) {
        int slash = at.lastIndexOf('/');
        String to = ContainerNeeds.resolve(slash < 0 ? "" : at.substring(0, slash), target);
        reached.remove(path);
        if (target.startsWith("/") || to.equals("..") || to.startsWith("../")) {
            problem.accept(path, "is a link that leaves the snap, to " + BadSnap.shown(target) + ADVICE);
        } else if (PATTERN.matcher(to).find()) {
            problem.accept(path, "is a link to a name with [] or \\, which devices cannot find; rename the target");
        } else {
            reached.put(path, to);
        }
    }

    private Map<String, Inode> lookUp(SquashfsImage image) {
        Map<String, Inode> met = new HashMap<>();
        Set<String> wanted = Set.copyOf(reached.values());
        image.walk((walked, inode) -> {
            String path = walked.isEmpty() ? ContainerNeeds.ROOT : walked;
            if (wanted.contains(path)) {
                met.put(path, inode);
            }
        });
        return met;
    }
}
