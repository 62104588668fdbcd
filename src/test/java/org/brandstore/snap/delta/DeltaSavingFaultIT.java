package org.brandstore.snap.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStore;
import org.brandstore.blob.directory.DirectoryBlobStore;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much deltas save over five successive revisions of a snap of tens of megabytes, packed by mksquashfs with lzo as large
 * desktop snaps are. It is made of real machine code: a runtime that stays (the class files of this JDK), libraries of which
 * one is replaced now and then, and a large program that is built anew for each revision.
 */
@Tag("faults")
class DeltaSavingFaultIT {
    private static final int REVISIONS = 5;
    private static final int RUNTIME_FILES = 64;
    private static final int RUNTIME_FILE = 1 << 20;
    private static final long REAL_SIZE = 32_000_000;
    private static final Path JDK = Path.of(System.getProperty("java.home"), "lib");

    @TempDir
    Path folder;

    /** The runtime, cut into files of about the size that libraries have. */
    private static void writeRuntime(Path directory) throws IOException {
        Files.createDirectories(directory);
        try (InputStream modules = Files.newInputStream(JDK.resolve("modules"))) {
            for (int i = 0; i < RUNTIME_FILES; i++) {
                Files.write(directory.resolve("part-" + i), modules.readNBytes(RUNTIME_FILE));
            }
        }
    }

    /** Libraries of the JDK but the largest, which plays the program. */
    private static List<Path> writeLibraries(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<Path> written = new ArrayList<>();
        try (Stream<Path> files = Files.list(JDK)) {
            for (Path file : files.filter(file -> file.toString().endsWith(".so"))
                    .sorted()
                    .toList()) {
                written.add(
                        Files.copy(file, directory.resolve(file.getFileName().toString())));
            }
        }
        return written;
    }

    /**
     * The program as a compiler would make it from slightly changed sources: in some places there is more code, all that
     * follows moves, and addresses in it are other ones.
     */
    private static byte[] rebuilt(byte[] program, Random random) {
        int places = 6;
        int[] at = random.ints(places, program.length / 4, program.length * 3 / 4)
                .sorted()
                .toArray();
        ByteArrayOutputStream out = new ByteArrayOutputStream(program.length + 4_096);
        int from = 0;
        int moved = 0;
        for (int place = 0; place <= places; place++) {
            int to = place < places ? at[place] : program.length;
            byte[] piece = Arrays.copyOfRange(program, from, to);
            for (int i = 0; moved > 0 && i + 4 <= piece.length; i += 4 * (32 + random.nextInt(64))) {
                ByteBuffer address = ByteBuffer.wrap(piece, i, 4).order(ByteOrder.LITTLE_ENDIAN);
                address.putInt(i, address.getInt(i) + moved);
            }
            out.writeBytes(piece);
            from = to;
            if (place < places) {
                byte[] more = new byte[16 * (1 + random.nextInt(32))];
                random.nextBytes(more);
                out.writeBytes(more);
                moved += more.length;
            }
        }
        return out.toByteArray();
    }

    private Path pack(Path tree, int number) throws IOException, InterruptedException {
        Path snap = folder.resolve("big_" + number + ".snap");
        Process mksquashfs = new ProcessBuilder(
                        "mksquashfs",
                        tree.toString(),
                        snap.toString(),
                        "-noappend",
                        "-comp",
                        "lzo",
                        "-Xcompression-level",
                        "5",
                        "-no-fragments",
                        "-no-xattrs",
                        "-all-root",
                        "-quiet",
                        "-no-progress")
                .inheritIO()
                .start();
        assertThat(mksquashfs.waitFor()).isZero();
        return snap;
    }

    @Test
    void fiveRevisionsOfARealSizedSnap() throws Exception {
        Xdelta3 program = new Xdelta3("xdelta3", 512L << 20, Duration.ofMinutes(10));
        assumeThat(program.version()).as("xdelta3 is installed").isPresent();
        assumeThat(Files.isExecutable(Path.of("/usr/bin/mksquashfs")))
                .as("mksquashfs is installed")
                .isTrue();
        BlobStore blobs = new DirectoryBlobStore(folder.resolve("blobs"), Clock.systemUTC());
        DeltaConfigs config = DeltaConfigs.of(folder.resolve("delta")).withTime(Duration.ofMinutes(10));
        Path tree = folder.resolve("tree");
        Files.createDirectories(tree.resolve("meta"));
        Files.createDirectories(tree.resolve("bin"));
        writeRuntime(tree.resolve("usr/share/runtime"));
        List<Path> libraries = writeLibraries(tree.resolve("usr/lib"));
        Random random = new Random(5);
        byte[] app = Files.readAllBytes(JDK.resolve("server/libjvm.so"));
        List<BlobId> revisions = new ArrayList<>();
        for (int number = 1; number <= REVISIONS; number++) {
            Files.writeString(
                    tree.resolve("meta/snap.yaml"),
                    "name: big\nversion: '1." + number + "'\nsummary: s\ndescription: d\n",
                    StandardCharsets.UTF_8);
            app = rebuilt(app, random);
            Files.write(tree.resolve("bin/app"), app);
            if (number % 2 == 0) {
                Path library = libraries.get(random.nextInt(libraries.size()));
                Files.write(library, rebuilt(Files.readAllBytes(library), random));
            }
            Path snap = pack(tree, number);
            try (InputStream in = Files.newInputStream(snap)) {
                revisions.add(blobs.put(in, Long.MAX_VALUE));
            }
        }
        long whole = 0;
        long deltas = 0;
        for (int number = 2; number <= REVISIONS; number++) {
            BlobId target = revisions.get(number - 1);
            assertThat(target.size()).isGreaterThan(REAL_SIZE);
            DeltaTask task = new DeltaTask(
                    new SnapId("s".repeat(32)),
                    new Revision(number - 1),
                    new Revision(number),
                    revisions.get(number - 2),
                    target,
                    1);
            long started = System.nanoTime();
            DeltaOutcome outcome = new DeltaWorkshop(program, blobs, config).make(task);
            long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
            assertThat(outcome).isInstanceOf(DeltaOutcome.Made.class);
            long size = ((DeltaOutcome.Made) outcome).file().size();
            whole += target.size();
            deltas += size;
            System.out.printf(
                    "%d to %d: %d bytes instead of %d, made and tried in %d ms%n",
                    number - 1, number, size, target.size(), millis);
        }
        System.out.printf(
                "%d updates: %d bytes instead of %d, %d bytes (%.1f %%) saved%n",
                REVISIONS - 1, deltas, whole, whole - deltas, 100.0 * (whole - deltas) / whole);
        assertThat(deltas).isLessThan(whole * 70 / 100);
    }
}
