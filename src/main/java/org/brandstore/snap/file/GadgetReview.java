package org.brandstore.snap.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.brandstore.snap.gadget.Content;
import org.brandstore.snap.gadget.Gadget;
import org.brandstore.snap.gadget.Schema;
import org.brandstore.snap.gadget.Structure;
import org.brandstore.snap.gadget.Volume;
import org.brandstore.snap.kernel.CommandLineFile;
import org.brandstore.snap.kernel.KernelArgument;
import org.brandstore.snap.kernel.KernelYaml;
import org.brandstore.snap.metadata.BadSnap;
import org.brandstore.snap.metadata.ReviewFinding.Kind;
import org.brandstore.snap.squashfs.Inode;

/**
 * What a reviewer should know of the files that a gadget or kernel names: devices take the snap without them, and then
 * cannot install or update with it.
 */
final class GadgetReview {
    private static final String EXTRA = "cmdline.extra";
    private static final String FULL = "cmdline.full";

    private final ImageFiles files;
    private final TreeReview review;

    GadgetReview(ImageFiles files, TreeReview review) {
        this.files = files;
        this.review = review;
    }

    void look(Gadget gadget) {
        for (KernelArgument argument : gadget.appended()) {
            if (!argument.isAllowed()) {
                review.add(
                        Kind.REFUSED_COMMAND_LINE,
                        "meta/gadget.yaml",
                        "it appends " + BadSnap.shown(argument.name()) + ", which is for snapd itself");
            }
        }
        if (!gadget.changesKernelArguments()) {
            lookAtCommandLines();
        }
        List<String> wanted = new ArrayList<>();
        gadget.volumes().stream()
                .flatMap(volume -> volume.structures().stream())
                .flatMap(structure -> structure.content().stream())
                .map(GadgetReview::path)
                .filter(path -> !KernelYaml.isReference(path))
                .forEach(wanted::add);
        Map<String, Inode> found = wanted.isEmpty() ? Map.of() : ImagePaths.find(files.image(), wanted);
        for (Volume volume : gadget.volumes()) {
            for (Structure structure : volume.structures()) {
                if (volume.hasFilesystem(structure)) {
                    structure.content().forEach(content -> lookAtSource(content.source(), found));
                } else {
                    lookAtImages(volume, structure, found);
                }
            }
        }
    }

    /** @param content the paths of a kernel's assets */
    void look(List<String> content) {
        Map<String, Inode> found = content.isEmpty() ? Map.of() : ImagePaths.find(files.image(), content);
        for (String path : content) {
            if (KernelYaml.isPlainPath(path)) {
                lookAtFile(path, found);
            } else {
                missing(path, "devices want its shortest form, without ..");
            }
        }
    }

    private static String path(Content content) {
        return content.image().isEmpty() ? content.source() : content.image();
    }

    private void missing(String path, String detail) {
        review.add(Kind.MISSING_CONTENT, BadSnap.shown(path), detail);
    }

    private void lookAtSource(String source, Map<String, Inode> found) {
        if (KernelYaml.isReference(source)) {
            KernelYaml.problemOfReference(source).ifPresent(problem -> missing(source, "it " + problem));
        } else {
            lookAtFile(source, found);
        }
    }

    private void lookAtFile(String path, Map<String, Inode> found) {
        Inode inode = found.get(path);
        if (inode == null) {
            missing(path, "it is not in the snap");
        } else if (path.endsWith("/") && !(inode instanceof Inode.Directory)) {
            missing(path, "it is no folder");
        }
    }

    /** An image without an offset follows the one before; all must lie in the structure, none in the place of another. */
    private void lookAtImages(Volume volume, Structure structure, Map<String, Inode> found) {
        record Place(String image, long start, long end) {}
        List<Place> places = new ArrayList<>();
        long free = 0;
        for (Content content : structure.content()) {
            if (!(found.get(content.image()) instanceof Inode.RegularFile file)) {
                missing(content.image(), "it is not in the snap as a file");
                return;
            }
            if (content.size() != 0 && content.size() < file.size()) {
                missing(content.image(), "it has " + file.size() + " bytes, and its place " + content.size());
            }
            long start = content.offset().orElse(free);
            free = start + (content.size() == 0 ? file.size() : content.size());
            places.add(new Place(content.image(), start, free));
            boolean bounded = volume.schema() != Schema.EMMC && structure.size() != 0;
            if (bounded && Long.compareUnsigned(free, structure.size()) > 0) {
                missing(content.image(), "it ends " + (free - structure.size()) + " bytes behind its structure");
            }
        }
        places.sort(Comparator.comparingLong(Place::start));
        for (int i = 1; i < places.size(); i++) {
            if (places.get(i).start() < places.get(i - 1).end()) {
                missing(
                        places.get(i).image(),
                        "it lies in the place of " + places.get(i - 1).image());
            }
        }
    }

    private void lookAtCommandLines() {
        Optional<Inode> extra = files.image().find(EXTRA);
        Optional<Inode> full = files.image().find(FULL);
        if (extra.isPresent() && full.isPresent()) {
            review.add(Kind.REFUSED_COMMAND_LINE, FULL, "there is a " + EXTRA + " as well; only one of them can be");
        }
        extra.ifPresent(inode -> lookAtCommandLine(EXTRA, inode));
        full.ifPresent(inode -> lookAtCommandLine(FULL, inode));
    }

    private void lookAtCommandLine(String path, Inode inode) {
        files.shortText(path, inode)
                .map(CommandLineFile::problem)
                .orElse(Optional.of("is not a regular file of up to 64 KiB"))
                .ifPresent(problem -> review.add(Kind.REFUSED_COMMAND_LINE, path, "it " + problem));
    }
}
