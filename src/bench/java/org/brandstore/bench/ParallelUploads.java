package org.brandstore.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Measures polls while many files are uploaded at once to a server with a small heap. */
final class ParallelUploads {
    private static final double POLLS_PER_SECOND = 500;
    private static final double ROUND_SECONDS = 5;
    private static final int ROUNDS_ALONE = 5;
    private static final int WARM_UP_UPLOADS = 5;

    private final Scale scale;
    private final Report report;
    private final Path work;

    ParallelUploads(Scale scale, Report report, Path work) {
        this.scale = scale;
        this.report = report;
        this.work = work;
    }

    /** @param store a server of its own, of {@code -Xmx512m} */
    void measure(JavaServer store, Path workload) throws IOException, InterruptedException {
        int uploads = scale.parallelUploads();
        int mib = scale.parallelMib();
        Path file = work.resolve("parallel-file");
        Bench.writeRandom(file, (long) mib << 20, 2);
        try (Generator generator = new Generator(workload);
                ExecutorService clients = Executors.newFixedThreadPool(uploads)) {
            int length = Polls.firstAnswer(store, workload).length;
            generator.poll(store.port(), length, 0, 0, scale.warmUp());
            for (int i = 0; i < WARM_UP_UPLOADS; i++) {
                upload(store.port(), file);
            }
            List<Double> alone = new ArrayList<>(p99(generator, store.port(), length));
            List<CompletableFuture<Double>> running = new ArrayList<>();
            long start = System.nanoTime();
            for (int i = 0; i < uploads; i++) {
                running.add(CompletableFuture.supplyAsync(() -> upload(store.port(), file), clients));
            }
            List<Double> during = new ArrayList<>();
            while (!running.stream().allMatch(CompletableFuture::isDone)) {
                Load load = generator.poll(store.port(), length, POLLS_PER_SECOND, 0, ROUND_SECONDS);
                System.out.println("with uploads: " + load);
                during.add(load.millis99());
            }
            int failed = 0;
            for (CompletableFuture<Double> upload : running) {
                try {
                    upload.join();
                } catch (CompletionException e) {
                    System.out.println(e.getCause());
                    failed++;
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            alone.addAll(p99(generator, store.port(), length));
            String how = uploads + " uploads of " + mib + " MiB at once to a server of -Xmx512m";
            report.add("uploads_parallel_failed", failed, "uploads", how);
            report.add("uploads_parallel_mib_per_s", uploads * (double) mib / seconds, "MiB/s", how);
            String rate = ", polls at " + POLLS_PER_SECOND + "/s";
            report.add(
                    "uploads_parallel_p99_alone_ms",
                    Medians.of(alone),
                    "ms",
                    "p99 before and after the uploads" + rate + "; median of rounds of " + ROUND_SECONDS + " s");
            report.add(
                    "uploads_parallel_p99_ms",
                    Medians.of(during),
                    "ms",
                    "p99 during " + how + rate + "; median of rounds of " + ROUND_SECONDS + " s");
            report.add(
                    "uploads_parallel_p99_ratio",
                    Medians.of(during) / Medians.of(alone),
                    "1",
                    "uploads_parallel_p99_ms / uploads_parallel_p99_alone_ms");
            report.add("uploads_parallel_rss_mib", store.memoryMib("VmHWM"), "MiB", "peak resident memory, " + how);
        } finally {
            Files.delete(file);
        }
    }

    /** The settings of the server. */
    static JavaServer start(Path jar, Path folder) throws IOException, InterruptedException {
        return JavaServer.start("store-512", jar, folder, List.of("-Xmx512m"), JavaServer.A_FLEET_AT_ONE_ADDRESS);
    }

    private static List<Double> p99(Generator generator, int port, int length) throws IOException {
        List<Double> p99 = new ArrayList<>();
        for (int round = 0; round < ROUNDS_ALONE; round++) {
            Load load = generator.poll(port, length, POLLS_PER_SECOND, 1, ROUND_SECONDS);
            System.out.println("without uploads: " + load);
            p99.add(load.millis99());
        }
        return p99;
    }

    private static double upload(int port, Path file) {
        try {
            return Uploads.upload(port, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
