package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.brandstore.testing.ServerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A file far larger than the server's memory is taken in, at a speed that the disk and the digest allow. */
@Tag("faults")
class LargeUploadFaultIT {
    private static final long SIZE = 1L << 30;
    private static final String BOUNDARY = "0123456789abcdef0123456789abcdef";

    @Test
    void aGibibyteIsUploadedToAServerOf256MebibytesOfHeap() throws Exception {
        Path folder = Files.createTempDirectory("large").toAbsolutePath();
        Path file = folder.resolve("large.bin");
        writeRandom(file);
        try (ServerProcess server = ServerProcess.start(folder, List.of("-Xmx256m"), Map.of());
                HttpClient http = TestBrand.newClient()) {
            double openssl = seconds(() -> run("openssl", "dgst", "-sha3-384", file.toString()));
            double upload = seconds(() -> upload(http, server, file));
            double opensslAgain = seconds(() -> run("openssl", "dgst", "-sha3-384", file.toString()));
            double ceiling = Math.min(openssl, opensslAgain);
            System.out.printf(
                    "upload of 1 GiB: %.1f s, openssl dgst -sha3-384: %.1f s, ratio %.2f, peak resident %d MiB%n",
                    upload, ceiling, ceiling / upload, server.peakResidentKib() / 1024);
            assertThat(Files.walk(folder.resolve("storage/data/blobs")).filter(path -> hasSize(path, SIZE)))
                    .hasSize(1);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static boolean hasSize(Path path, long size) {
        try {
            return Files.isRegularFile(path) && Files.size(path) == size;
        } catch (IOException e) {
            return false;
        }
    }

    private static void upload(HttpClient http, ServerProcess server, Path file) throws Exception {
        String head = "--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"binary\"; filename=\"large.snap\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n";
        String tail = "\r\n--" + BOUNDARY + "--\r\n";
        HttpRequest request = HttpRequest.newBuilder(server.url().resolve("/unscanned-upload/"))
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.fromPublisher(
                        BodyPublishers.concat(
                                BodyPublishers.ofString(head),
                                BodyPublishers.ofFile(file),
                                BodyPublishers.ofString(tail)),
                        head.length() + SIZE + tail.length()))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.body()).contains("\"successful\":true");
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor()).isZero();
    }

    private static void writeRandom(Path file) throws IOException {
        byte[] block = new byte[1 << 20];
        Random random = new Random(1);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (long written = 0; written < SIZE; written += block.length) {
                random.nextBytes(block);
                out.write(block);
            }
        }
    }

    /** Something that takes time. */
    private interface Work {
        void run() throws Exception;
    }

    private static double seconds(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }
}
