package org.brandstore.snap.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStore;
import org.brandstore.blob.directory.DirectoryBlobStore;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How much deltas save over five successive revisions of a snap of tens of megabytes, packed by mksquashfs as snaps are:
 * a runtime that stays, an application that is built anew each time, and now and then a library that changes.
 */
@Tag("faults")
class DeltaSavingFaultIT {
    private static final int RUNTIME_FILES = 160;
    private static final int REVISIONS = 5;

    @TempDir
    Path folder;

    /** Bytes that compress about as well as programs do: words out of a small vocabulary between noise. */
    private static byte[] program(long seed, int size) {
        Random random = new Random(seed);
        byte[][] words = new byte[512][];
        for (int i = 0; i < words.length; i++) {
            words[i] = new byte[4 + random.nextInt(12)];
            random.nextBytes(words[i]);
        }
        byte[] bytes = new byte[size];
        int at = 0;
        while (at < size) {
            byte[] word = words[random.nextInt(words.length)];
            int length = Math.min(word.length, size - at);
            System.arraycopy(word, 0, bytes, at, length);
            at += length;
        }
        return bytes;
    }

    private static void edit(byte[] bytes, Random random, int places, int length) {
        for (int place = 0; place < places; place++) {
            byte[] piece = new byte[length];
            random.nextBytes(piece);
            System.arraycopy(piece, 0, bytes, random.nextInt(bytes.length - length), length);
        }
    }

    private Path pack(Path tree, int number) throws IOException, InterruptedException {
        Path snap = folder.resolve("big_" + number + ".snap");
        Process mksquashfs = new ProcessBuilder(
                        "mksquashfs",
                        tree.toString(),
                        snap.toString(),
                        "-noappend",
                        "-comp",
                        "xz",
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
        Files.createDirectories(tree.resolve("usr/lib"));
        Files.createDirectories(tree.resolve("bin"));
        for (int i = 0; i < RUNTIME_FILES; i++) {
            Files.write(tree.resolve("usr/lib/library-" + i + ".so"), program(i, 200_000 + i * 1_000));
        }
        byte[] app = program(4711, 6_000_000);
        Random random = new Random(5);
        List<BlobId> revisions = new ArrayList<>();
        for (int number = 1; number <= REVISIONS; number++) {
            Files.writeString(
                    tree.resolve("meta/snap.yaml"),
                    "name: big\nversion: '1." + number + "'\nsummary: s\ndescription: d\n",
                    StandardCharsets.UTF_8);
            edit(app, random, 40, 2_000);
            Files.write(tree.resolve("bin/app"), app);
            if (number % 2 == 0) {
                Path library = tree.resolve("usr/lib/library-" + number + ".so");
                Files.write(library, program(1_000 + number, 250_000));
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
