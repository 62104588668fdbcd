package org.brandstore.snap.squashfs;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The real files that {@code src/test/snaps/make.sh} makes, and those of the demo. */
public final class Fixtures {
    private static final Path FOLDER = Path.of("src/test/resources/snaps");
    private static final Path DEMO = Path.of("src/main/resources/demo");

    private Fixtures() {}

    public static Path snap(String file) {
        return FOLDER.resolve(file);
    }

    public static byte[] bytes(String file) throws IOException {
        return Files.readAllBytes(snap(file));
    }

    public static SeekableByteChannel open(String file) throws IOException {
        return Files.newByteChannel(snap(file));
    }

    /** Every file of the tests, in the order of the names. */
    public static List<Path> all() throws IOException {
        return list(FOLDER);
    }

    public static List<Path> demo() throws IOException {
        return list(DEMO);
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
