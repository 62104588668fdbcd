package org.brandstore.blob;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.brandstore.blob.directory.DirectoryBlobStore;

/**
 * Compares putting a file into a directory store with {@code openssl dgst -sha3-384} of the same file, in turns, and fails
 * if none of the turns reaches the share that is asked for:
 *
 * <pre>
 * ./mvnw test-compile
 * java -Xmx256m -cp target/classes:target/test-classes org.brandstore.blob.PutBenchmark [MiB [FOLDER]]
 * </pre>
 */
public final class PutBenchmark {
    private static final double NEEDED = 0.7;
    private static final int TURNS = 5;
    private static final long MIB = 1 << 20;

    private PutBenchmark() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        long bytes = MIB * (args.length > 0 ? Integer.parseInt(args[0]) : 1024);
        Path folder = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("put-benchmark");
        Path file = folder.resolve("file");
        write(file, bytes);
        BlobStore store = new DirectoryBlobStore(folder.resolve("blobs"), Clock.systemUTC());
        double best = 0;
        for (int turn = 1; turn <= TURNS; turn++) {
            double openssl = seconds(() -> openssl(file));
            double put = seconds(() -> put(store, file, bytes));
            deleteAll(store);
            best = Math.max(best, openssl / put);
            System.out.printf(
                    Locale.ROOT,
                    "turn %d: openssl %.2f s = %.0f MB/s, put %.2f s = %.0f MB/s, share %.2f%n",
                    turn,
                    openssl,
                    bytes / 1e6 / openssl,
                    put,
                    bytes / 1e6 / put,
                    openssl / put);
        }
        System.out.printf(Locale.ROOT, "best share %.2f, needed %.2f%n", best, NEEDED);
        System.exit(best >= NEEDED ? 0 : 1);
    }

    /** Something to be timed. */
    @FunctionalInterface
    private interface Work {
        void run() throws IOException, InterruptedException;
    }

    private static double seconds(Work work) throws IOException, InterruptedException {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void openssl(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("openssl", "dgst", "-sha3-384", file.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("openssl failed");
        }
    }

    private static void put(BlobStore store, Path file, long bytes) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            store.put(in, bytes);
        }
    }

    private static void deleteAll(BlobStore store) {
        try (Stream<BlobStat> blobs = store.list()) {
            blobs.forEach(blob -> store.delete(blob.digest()));
        }
    }

    private static void write(Path file, long bytes) throws IOException {
        byte[] piece = new byte[(int) MIB];
        Random random = new Random(1);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < bytes; written += piece.length) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
    }
}
