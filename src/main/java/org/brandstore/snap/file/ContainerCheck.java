package org.brandstore.snap.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.brandstore.snap.fields.HookRules;
import org.brandstore.snap.file.ContainerNeeds.Access;
import org.brandstore.snap.metadata.BadSnap;
import org.brandstore.snap.squashfs.Inode;
import org.brandstore.snap.squashfs.SquashfsImage;

/**
 * Refuses what a device would refuse after the download: modes and kinds of what is in {@code meta} and of what the apps
 * name (snapd, snap/container.go, for every type of snap), and names that end its look through the listing of the file.
 */
final class ContainerCheck {
    private static final String META = "meta/";
    private static final int ALL_READ = 0444;
    private static final int ALL_RUN = 0111;
    private static final int ALL_READ_AND_RUN = 0555;
    private static final String MISSING = "is named in the snap.yaml and is not in the snap, where links to folders are"
            + " not followed; add it, or correct the path";
    /** How many problems one message tells. */
    private static final int MOST_TOLD = 5;

    private final ContainerNeeds needs;
    private final Set<String> missing;
    private final MetaLinks links = new MetaLinks();
    private final List<String> problems = new ArrayList<>();
    private int count;

    ContainerCheck(ContainerNeeds needs) {
        this.needs = needs;
        this.missing = needs.paths();
    }

    /** Looks at one entry of the tree; the root has the empty path. */
    void visit(String walked, Inode inode) {
        String path = walked.isEmpty() ? ContainerNeeds.ROOT : walked;
        if (path.indexOf('\n') >= 0
                || (inode instanceof Inode.Symlink link && link.target().indexOf('\n') >= 0)) {
            problem(path, "has a line break in its name or target, at which devices stop reading; rename it");
        }
        missing.remove(path);
        if (inode instanceof Inode.Symlink link && (path.equals("meta") || path.startsWith(META))) {
            links.add(path, link.target());
        } else if (path.startsWith(META) || needs.of(path).isPresent()) {
            check(path, inode);
        }
    }

    /** Ends the walk: says what is missing, follows the links, and refuses the file if there is anything. */
    void end(SquashfsImage image) {
        missing.stream().sorted().forEach(path -> problem(path, MISSING));
        links.follow(image, this::check, this::problem);
        if (count > MOST_TOLD) {
            problems.add("and " + (count - MOST_TOLD) + " more");
        }
        if (count > 0) {
            throw BadSnap.because("no device would install it: " + String.join("; ", problems));
        }
    }

    /** @param inode what is at that path, or to what the link there leads */
    private void check(String path, Inode inode) {
        int mode = inode.attributes().permissions();
        if (inode instanceof Inode.Directory) {
            require(path, mode, ALL_READ_AND_RUN, "a folder that all can read and enter (chmod 0755)");
            return;
        }
        boolean meta = path.startsWith(META);
        if (inode instanceof Inode.Node node && (meta || needs.isRegular(path))) {
            problem(path, "is a " + node.kind().title() + "; make it a regular file");
        }
        Access access = needs.of(path).orElse(Access.READ);
        if (access == Access.READ_AND_RUN) {
            require(path, mode, ALL_READ_AND_RUN, "a program that all can read and execute (chmod 0755)");
        }
        if (access == Access.RUN || path.startsWith(HookRules.FOLDER)) {
            if ((mode & ALL_RUN) == 0) {
                problem(path, "has " + shown(mode) + "; it must be executable (chmod 0755)");
            }
        } else if (access == Access.READ) {
            require(path, mode, ALL_READ, "a file that all can read (chmod 0644)");
        }
    }

    private void require(String path, int mode, int wanted, String what) {
        if ((mode & wanted) != wanted) {
            problem(path, "has " + shown(mode) + "; it must be " + what);
        }
    }

    private static String shown(int mode) {
        return "mode %04o".formatted(mode);
    }

    private void problem(String path, String what) {
        if (count++ < MOST_TOLD) {
            problems.add(BadSnap.shown(path) + " " + what);
        }
    }
}
