package org.brandstore.snap.gadget;

import java.util.Optional;
import org.brandstore.snap.yaml.YamlFields;

/** What a device wants of the content of a structure: files for a file system, images where there is none. */
final class ContentRules {
    private ContentRules() {}

    static void check(YamlFields gadget, Volume volume, Structure structure) {
        int number = 0;
        for (Content content : structure.content()) {
            String path = structure.path() + ".content[" + number++ + "]";
            problem(volume, structure, content).ifPresent(what -> {
                throw gadget.wrong(path, what);
            });
        }
    }

    private static Optional<String> problem(Volume volume, Structure structure, Content content) {
        boolean placed = content.offset().isPresent() || content.size() != 0;
        if (volume.schema() == Schema.EMMC) {
            return placed
                    ? Optional.of("a hardware partition takes an image whole; leave out size and offset")
                    : image(content);
        }
        if (!volume.hasFilesystem(structure)) {
            return image(content);
        }
        if (placed || !content.image().isEmpty()) {
            return Optional.of("a filesystem takes files, with source and target, and no image, size or offset");
        }
        return content.source().isEmpty() || content.target().isEmpty()
                ? Optional.of("it must have a source in the snap and a target in the filesystem")
                : Optional.empty();
    }

    private static Optional<String> image(Content content) {
        if (!content.source().isEmpty() || !content.target().isEmpty()) {
            return Optional.of("without a filesystem it must be an image, and no source and target");
        }
        return content.image().isEmpty() ? Optional.of("it must name an image in the snap") : Optional.empty();
    }
}
