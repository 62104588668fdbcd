package org.brandstore.snap.review;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.brandstore.snap.file.SnapContents;
import org.brandstore.snap.metadata.ReviewFinding;
import org.brandstore.snap.metadata.ReviewFindings;
import org.brandstore.snap.metadata.SnapType;

/** What the files of the snap and its hooks say. */
final class FileReview {
    /** Hooks that change the device, or hold its updates back, and not only the snap. */
    private static final Set<String> POWERFUL =
            Set.of("gate-auto-refresh", "fde-setup", "install-device", "prepare-device", "prepare-serial-request");

    private FileReview() {}

    static void look(ReviewSubject subject, Consumer<Finding> findings) {
        files("", subject.contents().findings(), findings);
        subject.components().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().value()))
                .forEach(entry -> files(
                        "component " + entry.getKey() + ", ", entry.getValue().findings(), findings));
        hooks(subject.contents(), findings);
    }

    /** @param whose what to say before each, if it is not the snap itself */
    private static void files(String whose, ReviewFindings found, Consumer<Finding> findings) {
        for (ReviewFinding.Kind kind : found.counts().keySet()) {
            List<String> details = found.samples().stream()
                    .filter(sample -> sample.kind() == kind)
                    .map(sample -> whose + sample.path() + ": " + sample.detail())
                    .toList();
            findings.accept(new Finding(check(kind), whose + words(kind, found.count(kind)), details));
        }
    }

    private static void hooks(SnapContents contents, Consumer<Finding> findings) {
        SnapType type = contents.metadata().type();
        if (type == SnapType.GADGET || type == SnapType.KERNEL) {
            return; // there these hooks are at home, and the type has its own check
        }
        Set<String> powerful = new TreeSet<>(contents.hooks());
        powerful.retainAll(POWERFUL);
        for (String hook : powerful) {
            findings.accept(new Finding(
                    ReviewCheck.POWERFUL_HOOK,
                    "has the hook " + hook + ", which acts on the whole device; leave it out, or ask a reviewer"));
        }
    }

    private static ReviewCheck check(ReviewFinding.Kind kind) {
        return switch (kind) {
            case SETUID -> ReviewCheck.SETUID;
            case SETGID -> ReviewCheck.SETGID;
            case CAPABILITY -> ReviewCheck.FILE_CAPABILITY;
            case DEVICE_NODE -> ReviewCheck.DEVICE_NODE;
            case FOREIGN_OWNER -> ReviewCheck.FOREIGN_OWNER;
            case LEAVING_SYMLINK -> ReviewCheck.LEAVING_SYMLINK;
            case MISSING_COMMAND -> ReviewCheck.MISSING_COMMAND;
            case UNKNOWN_HOOK -> ReviewCheck.UNKNOWN_HOOK;
            case MISSING_CONTENT -> ReviewCheck.MISSING_CONTENT;
            case REFUSED_COMMAND_LINE -> ReviewCheck.REFUSED_COMMAND_LINE;
            case UNUSABLE_ICON -> ReviewCheck.UNUSABLE_ICON;
            case FOREIGN_MACHINE -> ReviewCheck.FOREIGN_MACHINE;
        };
    }

    private static String words(ReviewFinding.Kind kind, int count) {
        String advice = switch (kind) {
            case SETUID -> "clear the bit in the build (chmod u-s), or ask a reviewer";
            case SETGID -> "clear the bit in the build (chmod g-s), or ask a reviewer";
            case CAPABILITY -> "pack without extended attributes (mksquashfs -no-xattrs), or ask a reviewer";
            case DEVICE_NODE -> "a snap cannot use its own: leave them out, or ask a reviewer";
            case FOREIGN_OWNER -> "pack with -all-root, since on the device only root owns what is in a snap";
            case LEAVING_SYMLINK -> "make links relative and let them end inside of the snap";
            case MISSING_COMMAND -> "correct the command in the snapcraft.yaml, or stage the program";
            case UNKNOWN_HOOK -> "correct the hook's name, or leave it out";
            case MISSING_CONTENT -> "correct the path or size, or stage the file, or devices cannot install with it";
            case REFUSED_COMMAND_LINE -> "correct it, or devices cannot install with it";
            case UNUSABLE_ICON -> "use a PNG or SVG file of at most 300 KiB";
            case FOREIGN_MACHINE -> "declare the architecture, leave the program out, or ask a reviewer";
        };
        return kind.title() + ": " + count + "; " + advice;
    }
}
