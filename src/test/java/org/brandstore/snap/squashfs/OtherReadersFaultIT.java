package org.brandstore.snap.squashfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whenever our reader takes an image, unsquashfs, squashfuse and the kernel show the same tree and the same snap.yaml. The
 * images are damaged in a few bytes where their structure is, so many are odd without being broken. Needs mksquashfs and
 * unsquashfs, and root to keep owners and modes; squashfuse and the kernel judge where this machine lets them mount.
 */
@Tag("faults")
class OtherReadersFaultIT {
    private static final int DAMAGED_PER_IMAGE = 3000;
    private static final int JUDGED_PER_IMAGE = 20;
    private static final String SNAP_YAML = "meta/snap.yaml";

    @TempDir
    Path folder;

    /** Something that makes the tree of an image appear in a folder; it answers false where it refuses the image. */
    private enum Reader {
        UNSQUASHFS("unsquashfs -no-xattrs -n -f -d %2$s %1$s"),
        SQUASHFUSE("squashfuse -o ro %1$s %2$s"),
        KERNEL("mount -t squashfs -o loop,ro %1$s %2$s");

        private final String command;

        Reader(String command) {
            this.command = command;
        }
    }

    @Test
    void showTheTreeThatWeShow() throws IOException, InterruptedException {
        long seed = System.nanoTime();
        System.out.println("seed of the damaged images: " + seed);
        Random random = new Random(seed);
        List<byte[]> images = images();
        List<Reader> readers = readers(images.getFirst());
        assertThat(readers).contains(Reader.UNSQUASHFS);
        int judged = 0;
        int unread = 0;
        int refused = 0;
        for (byte[] image : images) {
            assertSame("undamaged", image, tree(image).orElseThrow(), readers);
            int ofThis = 0;
            for (int round = 0; round < DAMAGED_PER_IMAGE && ofThis < JUDGED_PER_IMAGE; round++) {
                byte[] damaged = damage(image, random);
                Optional<Map<String, String>> ours = tree(damaged);
                if (ours.isEmpty()) {
                    refused++;
                } else if (isPlain(ours.get())) {
                    unread += assertNoOther("seed " + seed + ", round " + round, damaged, ours.get(), readers);
                    ofThis++;
                }
            }
            judged += ofThis;
        }
        System.out.println(judged + " damaged images taken and compared by " + readers + ", " + refused + " refused, "
                + unread + " that another reader gave up on");
        assertThat(judged).isGreaterThan(images.size() * JUDGED_PER_IMAGE / 2);
        assertThat(refused).isGreaterThan(images.size());
        assertThat(unread).isLessThan(judged / 10);
    }

    private List<byte[]> images() throws IOException, InterruptedException {
        Path tree = Files.createDirectories(folder.resolve("tree"));
        Files.createDirectories(tree.resolve("meta/hooks"));
        Files.createDirectories(tree.resolve("many"));
        Files.writeString(tree.resolve(SNAP_YAML), "name: some-snap\nversion: '1'\n");
        Files.writeString(tree.resolve("meta/snap.yamm"), "name: other-snap\nversion: '1'\n");
        Files.writeString(tree.resolve("meta/hooks/configure"), "#!/bin/sh\n");
        Files.createSymbolicLink(tree.resolve("link"), Path.of(SNAP_YAML));
        Files.createLink(tree.resolve("twice"), tree.resolve(SNAP_YAML));
        for (int i = 0; i < 600; i++) {
            Files.createFile(tree.resolve("many/an-entry-with-a-long-name-" + i));
        }
        List<byte[]> images = new ArrayList<>();
        for (String options : List.of("-noI -noD -noF", "-noI -no-fragments -no-exports", "-comp xz", "-comp zstd")) {
            Path image = folder.resolve("made.snap");
            assertThat(run("mksquashfs " + tree + " " + image + " -noappend -no-progress " + options))
                    .isTrue();
            images.add(Files.readAllBytes(image));
        }
        images.add(new TestImage()
                .indexed()
                .file(SNAP_YAML, "name: some-snap\n")
                .file("meta/snap.yamm", "name: other-snap\n")
                .file("meta/snap.yamn", "")
                .folder("other")
                .build());
        return images;
    }

    private List<Reader> readers(byte[] image) throws IOException, InterruptedException {
        List<Reader> readers = new ArrayList<>();
        for (Reader reader : Reader.values()) {
            if (shown(reader, image).isPresent()) {
                readers.add(reader);
            }
        }
        return readers;
    }

    private void assertSame(String what, byte[] image, Map<String, String> ours, List<Reader> readers)
            throws IOException, InterruptedException {
        for (Reader reader : readers) {
            assertThat(shown(reader, image)).as("%s, read by %s", what, reader).contains(ours);
        }
    }

    /**
     * No reader shows anything else. One that gives up shows nothing that nobody has looked at.
     *
     * @return how many gave up
     */
    private int assertNoOther(String what, byte[] image, Map<String, String> ours, List<Reader> readers)
            throws IOException, InterruptedException {
        int unread = 0;
        for (Reader reader : readers) {
            Optional<Map<String, String>> theirs = shown(reader, image);
            if (theirs.isPresent()) {
                assertThat(theirs).as("%s, read by %s", what, reader).contains(ours);
            } else {
                unread++;
            }
        }
        return unread;
    }

    private Optional<Map<String, String>> shown(Reader reader, byte[] image) throws IOException, InterruptedException {
        // the kernel sees whole sectors only, so images are padded as mksquashfs does it
        byte[] padded = Arrays.copyOf(image, Math.ceilDiv(image.length, 4096) * 4096);
        Path file = Files.write(folder.resolve("image.snap"), padded);
        Path root = Files.createTempDirectory(folder, "shown");
        if (!run(reader.command.formatted(file, root))) {
            return Optional.empty();
        }
        try {
            return Optional.of(tree(root));
        } finally {
            if (reader != Reader.UNSQUASHFS) {
                assertThat(run("umount " + root)).isTrue();
            }
        }
    }

    private static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                tree.put(root.relativize(path).toString(), described(path));
            }
        }
        return tree;
    }

    private static String described(Path path) throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        int mode = (int) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
        if (attributes.isSymbolicLink()) {
            return "link to " + Files.readSymbolicLink(path);
        }
        if (attributes.isDirectory()) {
            return "folder " + mode;
        }
        return attributes.isRegularFile()
                ? file(mode, path.endsWith(SNAP_YAML) ? Files.readAllBytes(path) : new byte[0], attributes.size())
                : "node " + mode;
    }

    private static String file(int mode, byte[] content, long size) {
        return "file " + mode + " of " + size + ": " + new String(content, StandardCharsets.UTF_8);
    }

    private static Optional<Map<String, String>> tree(byte[] bytes) {
        Map<String, String> tree = new TreeMap<>();
        try {
            SquashfsImage image = SquashfsImage.open(new MemoryChannel(bytes), SquashfsLimits.STANDARD);
            image.walk((path, inode) -> tree.put(path, described(image, path, inode)));
        } catch (StoreException e) {
            return Optional.empty();
        }
        return Optional.of(tree);
    }

    private static String described(SquashfsImage image, String path, Inode inode) {
        int mode = inode.attributes().permissions();
        return switch (inode) {
            case Inode.Directory directory -> "folder " + mode;
            case Inode.Symlink link -> "link to " + link.target();
            case Inode.Node node -> "node " + mode;
            case Inode.RegularFile file ->
                file(mode, path.endsWith(SNAP_YAML) ? image.read(path, file, 1 << 20) : new byte[0], file.size());
        };
    }

    /** Other bytes than these come through Java's file names in another way than through our decoder. */
    private static boolean isPlain(Map<String, String> tree) {
        return Stream.concat(tree.keySet().stream(), tree.values().stream())
                .allMatch(text -> text.chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~')));
    }

    /** Changes a few bytes, mostly in the tables. */
    private static byte[] damage(byte[] image, Random random) {
        byte[] damaged = Arrays.copyOf(image, image.length);
        int tables = Byte.toUnsignedInt(image[64]) | Byte.toUnsignedInt(image[65]) << 8;
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(8) == 0 ? random.nextInt(96) : tables + random.nextInt(image.length - tables);
            switch (random.nextInt(3)) {
                case 0 -> damaged[at] = (byte) random.nextInt();
                case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                default -> {
                    int from = tables + random.nextInt(image.length - tables);
                    int length = Math.min(random.nextInt(24), image.length - Math.max(at, from));
                    System.arraycopy(image, from, damaged, at, length);
                }
            }
        }
        return damaged;
    }

    private boolean run(String command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command.split(" "))
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output").toFile())
                    .start();
        } catch (IOException e) {
            return false; // the program is not there
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(command).isTrue();
        return process.exitValue() == 0;
    }
}
