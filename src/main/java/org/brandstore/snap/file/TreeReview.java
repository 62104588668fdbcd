package org.brandstore.snap.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.brandstore.snap.fields.HookRules;
import org.brandstore.snap.metadata.ReviewFinding;
import org.brandstore.snap.metadata.ReviewFinding.Kind;
import org.brandstore.snap.metadata.ReviewFindings;
import org.brandstore.snap.squashfs.Inode;
import org.brandstore.snap.squashfs.SquashfsImage;

/** One walk through the tree of a snap: what a reviewer should know, and which hooks are there as files. */
final class TreeReview {
    private final Predicate<String> knownHook;
    private final ContainerCheck container;
    /** The commands' paths that the walk has not met yet. */
    private final NavigableSet<String> missing = new TreeSet<>();

    private final Set<String> hooks = new TreeSet<>();
    private final List<ReviewFinding> samples = new ArrayList<>();
    private final Map<Kind, Integer> counts = new EnumMap<>(Kind.class);

    /**
     * @param knownHook whether the device runs a hook of that name
     * @param container what a device wants of the files
     * @param commands what runs before apps, as written in the snap.yaml
     */
    TreeReview(Predicate<String> knownHook, ContainerNeeds container, Collection<String> commands) {
        this.knownHook = knownHook;
        this.container = new ContainerCheck(container);
        commands.stream()
                .flatMap(command -> ContainerNeeds.pathOf(command).stream())
                .forEach(missing::add);
    }

    /**
     * Goes through the tree.
     *
     * @param programs knows for which machines they should be
     * @throws org.brandstore.problem.StoreException INVALID_SNAP for what no device would install
     */
    void walk(SquashfsImage image, Programs programs) {
        image.walk((path, inode) -> {
            visit(path, inode);
            container.visit(path, inode);
            if (inode instanceof Inode.RegularFile file) {
                programs.foreign(image, path, file)
                        .ifPresent(machine -> add(Kind.FOREIGN_MACHINE, path, "is for " + machine));
            }
        });
        container.end(image);
        for (String command : missing) {
            add(Kind.MISSING_COMMAND, command, "the snap.yaml runs it");
        }
    }

    Set<String> hooks() {
        return hooks;
    }

    ReviewFindings findings() {
        return new ReviewFindings(samples, counts);
    }

    void add(Kind kind, String path, String detail) {
        if (counts.merge(kind, 1, Integer::sum) <= ReviewFindings.SAMPLES_PER_KIND) {
            samples.add(new ReviewFinding(kind, path.isEmpty() ? "." : path, detail));
        }
    }

    private void visit(String path, Inode inode) {
        missing.remove(path);
        Inode.Attributes attributes = inode.attributes();
        String mode = "mode " + Integer.toOctalString(attributes.permissions());
        if (attributes.isSetUserId()) {
            add(Kind.SETUID, path, mode);
        }
        if (attributes.isSetGroupId()) {
            add(Kind.SETGID, path, mode);
        }
        if (attributes.extended() == Inode.Extended.CAPABILITY) {
            add(Kind.CAPABILITY, path, "extended attribute security.capability");
        }
        if (attributes.owner() != 0 || attributes.group() != 0) {
            add(Kind.FOREIGN_OWNER, path, "user " + attributes.owner() + ", group " + attributes.group());
        }
        if (inode instanceof Inode.Node node) {
            add(Kind.DEVICE_NODE, path, node.kind().title());
        }
        if (inode instanceof Inode.Symlink link) {
            // what lies behind a link may well be there: '0' is the character after '/'
            missing.subSet(path + "/", path + "0").clear();
            if (leaves(path, link.target())) {
                add(Kind.LEAVING_SYMLINK, path, "to " + link.target());
            }
        }
        if (path.startsWith(HookRules.FOLDER) && path.indexOf('/', HookRules.FOLDER.length()) < 0) {
            visitHook(path, path.substring(HookRules.FOLDER.length()), inode);
        }
    }

    private void visitHook(String path, String name, Inode inode) {
        if (!knownHook.test(name)) {
            add(Kind.UNKNOWN_HOOK, path, "it is passed over");
            return;
        }
        hooks.add(name);
        if (inode instanceof Inode.Directory) {
            add(Kind.MISSING_COMMAND, path, "it is a folder, which a device cannot run as a hook");
        }
    }

    /** Whether a link points above the root, going by names alone. */
    private static boolean leaves(String path, String target) {
        if (target.startsWith("/")) {
            return true;
        }
        int depth = (int) path.chars().filter(c -> c == '/').count();
        for (String name : target.split("/", -1)) {
            if (name.equals("..")) {
                depth--;
            } else if (!name.isEmpty() && !name.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }
}
