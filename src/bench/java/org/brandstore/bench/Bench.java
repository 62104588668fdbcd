package org.brandstore.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/** Measures a packaged store, and writes {@code target/bench/report.json}; see docs/reference/benchmark.md. */
public final class Bench {
    private static final Path WORK = Path.of("target/bench/work").toAbsolutePath();
    private static final Path STORE_JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Path BARE_JAR = Path.of("target/bench/bare/quarkus-app/quarkus-run.jar");

    private static final int DELETE_ATTEMPTS = 20;

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Scale scale = Scale.of(args);
        Report report = new Report(Path.of("target/bench/report.json"), scale);
        deleteAll(WORK);
        Files.createDirectories(WORK);
        if (scale.parts().contains("catalog")) {
            new CatalogScale(scale, report, WORK.resolve("catalog"), STORE_JAR).measure();
        }
        if (scale.parts().equals(Set.of("catalog"))) {
            System.out.println("report: target/bench/report.json");
            return;
        }
        Path file = WORK.resolve("file");
        writeRandom(file, (long) scale.fileMib() << 20, 1);
        Path folder = WORK.resolve("store");
        SeededStore seeded = new SeededStore(folder, STORE_JAR);
        System.out.println("seeding " + scale.devices() + " devices");
        List<String> sessions = seeded.seed(scale.devices(), file);
        Path workload = WORK.resolve("workload");
        PollRequests.write(
                workload, PollPattern.of(PollRequests.FIRST_REFRESH.toString().length()), sessions);
        try (JavaServer store =
                JavaServer.start("store", STORE_JAR, folder, List.of(), JavaServer.A_FLEET_AT_ONE_ADDRESS)) {
            if (scale.parts().contains("poll")) {
                new Polls(scale, report, WORK).measure(store, BARE_JAR, workload);
            }
            if (scale.parts().contains("session")) {
                new SessionOpenings(scale, report).measure(store, seeded);
            }
            if (scale.parts().contains("upload")) {
                new Uploads(scale, report, WORK).measure(store, file);
            }
            if (scale.parts().contains("download")) {
                new Downloads(scale, report, WORK).measure(store, file, sessions.getFirst());
            }
        }
        if (scale.parts().contains("uploads")) {
            try (JavaServer store = ParallelUploads.start(STORE_JAR, folder)) {
                new ParallelUploads(scale, report, WORK).measure(store, workload);
            }
        }
        System.out.println("report: target/bench/report.json");
        deleteAll(WORK);
    }

    /** A file of bytes that no file system and no connection can make smaller. */
    static void writeRandom(Path file, long bytes, long seed) throws IOException {
        byte[] piece = new byte[1 << 20];
        Random random = new Random(seed);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < bytes; written += piece.length) {
                random.nextBytes(piece);
                out.write(piece);
            }
        }
    }

    /** The database may still be removing files of its own: then it is tried again. */
    private static void deleteAll(Path folder) throws IOException, InterruptedException {
        for (int attempt = 1; Files.exists(folder); attempt++) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            } catch (IOException | UncheckedIOException e) {
                if (attempt == DELETE_ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(500);
            }
        }
    }
}
