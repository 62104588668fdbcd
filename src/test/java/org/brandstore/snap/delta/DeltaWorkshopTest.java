package org.brandstore.snap.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.brandstore.blob.BlobId;
import org.brandstore.blob.BlobStore;
import org.brandstore.blob.directory.DirectoryBlobStore;
import org.brandstore.naming.Revision;
import org.brandstore.naming.SnapId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes a delta and what does not. Programs that misbehave are scripts in the place of xdelta3. */
class DeltaWorkshopTest {
    private static final int SIZE = 300_000;

    @TempDir
    Path folder;

    private BlobStore blobs;
    private DeltaConfigs config;

    @BeforeEach
    void keepBlobs() {
        blobs = new DirectoryBlobStore(folder.resolve("blobs"), Clock.systemUTC());
        config = DeltaConfigs.of(folder.resolve("delta"));
    }

    private static byte[] random(long seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static byte[] changed(byte[] bytes, int from, int length) {
        byte[] other = bytes.clone();
        System.arraycopy(random(99, length), 0, other, from, length);
        return other;
    }

    private BlobId keep(byte[] bytes) {
        return blobs.put(new ByteArrayInputStream(bytes), bytes.length);
    }

    private DeltaTask task(byte[] source, byte[] target) {
        return new DeltaTask(
                new SnapId("s".repeat(32)), new Revision(1), new Revision(2), keep(source), keep(target), 1);
    }

    private DeltaOutcome make(DeltaConfigs with, DeltaTask task) {
        Xdelta3 program = new Xdelta3(with.program(), with.memoryBytes(), with.time());
        return new DeltaWorkshop(program, blobs, with).make(task);
    }

    private void requireProgram() {
        assumeThat(new Xdelta3("xdelta3", 512L << 20, Duration.ofMinutes(1)).version())
                .as("xdelta3 is installed")
                .isPresent();
    }

    private Path script(String lines) throws IOException {
        Path script = folder.resolve("program.sh");
        Files.writeString(script, "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    private long leftBehind() throws IOException {
        if (!Files.exists(config.directory())) {
            return 0;
        }
        try (Stream<Path> files = Files.list(config.directory())) {
            return files.count();
        }
    }

    private byte[] read(BlobId blob) throws IOException {
        try (InputStream in = blobs.open(blob.digest(), 0, blob.size())) {
            return in.readAllBytes();
        }
    }

    @Test
    void aSmallChangeMakesASmallDeltaThatAClientCanApply() throws Exception {
        requireProgram();
        byte[] source = random(1, SIZE);
        byte[] target = changed(source, 1000, 5_000);

        DeltaOutcome outcome = make(config, task(source, target));

        assertThat(outcome).isInstanceOf(DeltaOutcome.Made.class);
        byte[] delta = read(((DeltaOutcome.Made) outcome).file());
        assertThat(delta).hasSizeLessThan(6_000).startsWith(0xd6, 0xc3, 0xc4, 0x00);
        Path old = Files.write(folder.resolve("foo_1.snap"), source);
        Path file = Files.write(folder.resolve("delta.file"), delta);
        Path made = folder.resolve("foo_2.snap.partial");
        Process client =
                new ProcessBuilder("xdelta3", "-d", "-s", old.toString(), file.toString(), made.toString()).start();
        assertThat(client.waitFor()).isZero();
        assertThat(Files.readAllBytes(made)).isEqualTo(target);
        assertThat(leftBehind()).isZero();
    }

    @Test
    void aDeltaThatSavesLessThanThirtyPercentIsNotKept() throws Exception {
        requireProgram();
        byte[] source = random(1, SIZE);

        assertThat(make(config, task(source, random(2, SIZE)))).isInstanceOf(DeltaOutcome.Useless.class);
        assertThat(make(config, task(source, changed(source, 0, SIZE * 72 / 100))))
                .isInstanceOf(DeltaOutcome.Useless.class);
        assertThat(make(config, task(source, changed(source, 0, SIZE * 68 / 100))))
                .isInstanceOf(DeltaOutcome.Made.class);
        assertThat(leftBehind()).isZero();
    }

    @Test
    void aSmallFileIsNotWorthIt() {
        byte[] source = random(1, 60_000);

        assertThat(make(config, task(source, changed(source, 0, 10)))).isInstanceOf(DeltaOutcome.Useless.class);
    }

    @Test
    void aDeltaThatDoesNotReproduceTheTargetIsNeverPublished() throws Exception {
        byte[] source = random(1, SIZE);
        DeltaTask task = task(source, changed(source, 0, 100));
        long before = blobs.list().count();
        for (String whatItMakes : new String[] {"cat \"$source\"", "echo nothing", "true"}) {
            Path program = script("""
                    for last; do :; done
                    case $1 in
                        -e) printf 'a delta' > "$last" ;;
                        -d) source=$5; %s ;;
                    esac""".formatted(whatItMakes));

            DeltaOutcome outcome = make(config.withProgram(program), task);

            assertThat(outcome).isInstanceOf(DeltaOutcome.Failed.class);
        }
        assertThat(blobs.list().count()).isEqualTo(before);
        assertThat(leftBehind()).isZero();
    }

    @Test
    void aProgramThatFailsIsNoHarm() throws Exception {
        byte[] source = random(1, SIZE);

        DeltaOutcome outcome =
                make(config.withProgram(script("echo broken >&2; exit 3")), task(source, random(2, SIZE)));

        assertThat(outcome).isEqualTo(new DeltaOutcome.Failed("xdelta3 ended with 3: broken"));
        assertThat(leftBehind()).isZero();
    }

    @Test
    void aProgramThatHangsIsEnded() throws Exception {
        byte[] source = random(1, SIZE);
        DeltaConfigs impatient = config.withProgram(script("exec sleep 600")).withTime(Duration.ofSeconds(1));

        assertThat(make(impatient, task(source, random(2, SIZE)))).isInstanceOf(DeltaOutcome.Failed.class);
        assertThat(leftBehind()).isZero();
    }

    @Test
    void aProgramThatHangsWhileItAppliesIsEnded() throws Exception {
        byte[] source = random(1, SIZE);
        Path program = script("""
                for last; do :; done
                case $1 in
                    -e) printf 'a delta' > "$last" ;;
                    -d) exec sleep 600 ;;
                esac""");

        assertThat(make(config.withProgram(program).withTime(Duration.ofSeconds(1)), task(source, random(2, SIZE))))
                .isInstanceOf(DeltaOutcome.Failed.class);
    }

    @Test
    void aProgramThatWritesWithoutEndIsStoppedByTheSystem() throws Exception {
        byte[] source = random(1, SIZE);
        Path program = script("for last; do :; done; exec cat /dev/zero > \"$last\"");

        assertThat(make(config.withProgram(program), task(source, random(2, SIZE))))
                .isInstanceOf(DeltaOutcome.Useless.class);
        assertThat(leftBehind()).isZero();
    }

    @Test
    void aProgramThatWantsTooMuchMemoryIsStoppedByTheSystem() {
        requireProgram();
        byte[] source = random(1, SIZE);

        assertThat(make(config.withMemory(8L << 20), task(source, changed(source, 0, 100))))
                .isInstanceOf(DeltaOutcome.Failed.class);
    }

    @Test
    void withoutTheProgramThereIsNoVersion() {
        assertThat(new Xdelta3("/nowhere/xdelta3", 1L << 30, Duration.ofSeconds(5)).version())
                .isEmpty();
        assertThat(new Xdelta3("true", 1L << 30, Duration.ofSeconds(5)).version())
                .isEmpty();
    }

    @Test
    void optionsFromTheEnvironmentDoNotReachTheProgram() throws Exception {
        Path program = script("[ -z \"$XDELTA\" ] && echo 'Xdelta version 3.0.11'");

        assertThat(new Xdelta3(program.toString(), 1L << 30, Duration.ofSeconds(5)).version())
                .contains("3.0.11");
    }
}
