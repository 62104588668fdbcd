package org.brandstore.snap.file;

import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.brandstore.snap.metadata.BadSnap;
import org.brandstore.snap.metadata.ReviewFinding;
import org.brandstore.snap.squashfs.Inode;
import org.brandstore.snap.squashfs.SquashfsImage;
import org.brandstore.snap.yaml.YamlFields;
import org.brandstore.snap.yaml.YamlReader;

/** The few files of an image whose contents the store reads. */
final class ImageFiles {
    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

    private static final int SHORT = 64 * 1024;

    private final SquashfsImage image;
    private final SnapFileLimits limits;

    ImageFiles(SeekableByteChannel file, SnapFileLimits limits) {
        this.image = SquashfsImage.open(file, limits.squashfs());
        this.limits = limits;
    }

    SquashfsImage image() {
        return image;
    }

    Optional<String> text(String path) {
        return image.find(path).map(inode -> {
            if (inode instanceof Inode.RegularFile file) {
                return YamlReader.decode(path, image.read(path, file, limits.maxYamlBytes()));
            }
            throw BadSnap.because(path + " is not a regular file");
        });
    }

    /** A file of up to 64 KiB whose bytes are characters of Latin-1, as what only needs ASCII is read; empty for any other. */
    Optional<String> shortText(String path, Inode inode) {
        if (inode instanceof Inode.RegularFile file && file.size() <= SHORT) {
            return Optional.of(new String(image.read(path, file, SHORT), StandardCharsets.ISO_8859_1));
        }
        return Optional.empty();
    }

    YamlFields fields(String path, String text) {
        return new YamlReader(limits.yaml()).read(path, text);
    }

    /** The first icon there is, as snapcraft and the device name them; one that cannot be used becomes a finding. */
    Optional<Icon> icon(TreeReview review) {
        for (String folder : new String[] {"meta/gui/", "snap/gui/"}) {
            for (Icon.Format format : Icon.Format.values()) {
                String path = folder + "icon." + format.extension();
                Optional<Inode> inode = image.find(path);
                if (inode.isPresent()) {
                    return icon(path, inode.get(), format, review);
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Icon> icon(String path, Inode inode, Icon.Format format, TreeReview review) {
        String problem = "it is not a regular file";
        if (inode instanceof Inode.RegularFile file) {
            if (file.size() > limits.maxIconBytes()) {
                problem = "it has " + file.size() + " bytes; at most " + limits.maxIconBytes() + " are allowed";
            } else {
                byte[] bytes = image.read(path, file, limits.maxIconBytes());
                if (looksLike(format, bytes)) {
                    return Optional.of(new Icon(format, bytes));
                }
                problem = "it is no " + format;
            }
        }
        review.add(ReviewFinding.Kind.UNUSABLE_ICON, path, problem);
        return Optional.empty();
    }

    private static boolean looksLike(Icon.Format format, byte[] bytes) {
        return switch (format) {
            case PNG ->
                bytes.length > PNG_START.length
                        && Arrays.equals(bytes, 0, PNG_START.length, PNG_START, 0, PNG_START.length);
            case SVG -> new String(bytes, StandardCharsets.UTF_8).contains("<svg");
        };
    }
}
