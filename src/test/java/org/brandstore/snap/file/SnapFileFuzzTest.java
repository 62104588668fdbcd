package org.brandstore.snap.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.brandstore.naming.Architecture;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.brandstore.snap.squashfs.Fixtures;
import org.brandstore.snap.squashfs.MemoryChannel;
import org.junit.jupiter.api.Test;

/** Damages every real file in many ways: whatever comes, the readers give contents or refuse with INVALID_SNAP, soon and in little memory. */
class SnapFileFuzzTest {
    private static final int ROUNDS_PER_FILE = 300;
    private static final long MOST_NANOS = 5_000_000_000L;
    private static final long MOST_ALLOCATED_BYTES = 64L << 20;

    private final SnapFileReader snaps = new SnapFileReader(SnapFileLimits.STANDARD);
    private final ComponentFileReader components = new ComponentFileReader(SnapFileLimits.STANDARD);

    @Test
    void damagedFilesAreReadOrRefused() throws IOException {
        List<Path> files = new ArrayList<>(Fixtures.all());
        files.addAll(Fixtures.demo());
        Random random = new Random(20261122);
        int refused = 0;
        for (Path file : files) {
            byte[] bytes = Files.readAllBytes(file);
            for (int round = 0; round < ROUNDS_PER_FILE; round++) {
                byte[] damaged = damage(bytes, random);
                refused += isRefused(file + " round " + round, damaged) ? 1 : 0;
            }
        }
        int all = files.size() * ROUNDS_PER_FILE;
        assertThat(refused).as("refused of %d", all).isBetween(all / 4, all);
    }

    @Test
    void everyTruncationIsRefused() throws IOException {
        for (Path file : Fixtures.all()) {
            byte[] bytes = Files.readAllBytes(file);
            int used = bytesUsed(bytes);
            for (int length = 0; length < used; length += 1 + used / 60) {
                assertThat(isRefused(file + " cut at " + length, Arrays.copyOf(bytes, length)))
                        .as("%s cut at %d of %d", file, length, used)
                        .isTrue();
            }
        }
    }

    @Test
    void filesThatEndAnywhereAndSaySoAreReadOrRefused() throws IOException {
        for (Path file : Fixtures.all()) {
            byte[] bytes = Files.readAllBytes(file);
            int used = bytesUsed(bytes);
            for (int length = used - 1; length > 96; length -= 1 + used / 60) {
                byte[] cut = Arrays.copyOf(bytes, length);
                ByteBuffer superblock = ByteBuffer.wrap(cut).order(ByteOrder.LITTLE_ENDIAN);
                superblock.putLong(40, length);
                boolean refused = isRefused(file + " ends at " + length, cut);
                // the extended attributes, which come last and are not read, may be missing
                boolean needed = length < superblock.getLong(48) + Long.BYTES;
                assertThat(refused || !needed)
                        .as("%s ends at %d of %d", file, length, used)
                        .isTrue();
            }
        }
    }

    private boolean isRefused(String what, byte[] bytes) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long allocated = threads.getCurrentThreadAllocatedBytes();
        long start = System.nanoTime();
        boolean refused = false;
        try {
            if (what.contains(".comp")) {
                components.read(new MemoryChannel(bytes), List.of(new Architecture("amd64")));
            } else {
                snaps.read(new MemoryChannel(bytes));
            }
        } catch (StoreException e) {
            refused = true;
            assertThat(e.code()).as(what).isEqualTo(ErrorCode.INVALID_SNAP);
            assertThat(e.getMessage()).as(what).startsWith("cannot ").hasSizeLessThan(700);
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new AssertionError(what, e);
        }
        assertThat(System.nanoTime() - start).as(what).isLessThan(MOST_NANOS);
        assertThat(threads.getCurrentThreadAllocatedBytes() - allocated)
                .as(what)
                .isLessThan(MOST_ALLOCATED_BYTES);
        return refused;
    }

    /** Changes a few bytes, often in the superblock and in the tables at the end, where they matter most. */
    private static byte[] damage(byte[] bytes, Random random) {
        byte[] damaged = bytes.clone();
        int used = bytesUsed(bytes);
        int tables = (int) Math.min(used - 1L, 4096);
        for (int change = random.nextInt(6); change >= 0; change--) {
            int at = switch (random.nextInt(4)) {
                case 0 -> random.nextInt(96);
                case 1 -> random.nextInt(used);
                default -> used - 1 - random.nextInt(tables);
            };
            switch (random.nextInt(4)) {
                case 0 -> damaged[at] = (byte) random.nextInt();
                case 1 -> damaged[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> damaged[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
                default -> {
                    int from = random.nextInt(used);
                    int length = Math.min(random.nextInt(40), used - Math.max(at, from));
                    System.arraycopy(bytes, from, damaged, at, Math.max(0, length));
                }
            }
        }
        return damaged;
    }

    private static int bytesUsed(byte[] image) {
        return (image[40] & 0xFF) | (image[41] & 0xFF) << 8 | (image[42] & 0xFF) << 16;
    }
}
