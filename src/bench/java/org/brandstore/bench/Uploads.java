package org.brandstore.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures the upload of a file against {@code openssl dgst -sha3-384} of the same file: every byte must be digested. */
final class Uploads {
    private static final String BOUNDARY = "0123456789abcdef0123456789abcdef";

    private final Scale scale;
    private final Report report;
    private final Path work;

    Uploads(Scale scale, Report report, Path work) {
        this.scale = scale;
        this.report = report;
        this.work = work;
    }

    void measure(JavaServer store, Path file) throws IOException, InterruptedException {
        String openssl = Commands.findProgram("/usr/bin/openssl", "/usr/local/bin/openssl");
        if (openssl.isEmpty()) {
            System.out.println("upload_ratio is left out: there is no openssl");
            return;
        }
        mark(file, 0);
        upload(store.port(), file);
        digest(openssl, file);
        List<Double> ratios = new ArrayList<>();
        List<Double> uploads = new ArrayList<>();
        for (int round = 1; round <= scale.rounds(); round++) {
            mark(file, round);
            double digest = digest(openssl, file);
            double upload = upload(store.port(), file);
            System.out.printf(Locale.ROOT, "round %d: openssl %.2f s, upload %.2f s%n", round, digest, upload);
            ratios.add(digest / upload);
            uploads.add(scale.fileMib() / upload);
        }
        String how =
                "upload of " + scale.fileMib() + " MiB of other bytes each time by POST /unscanned-upload/ to the warm"
                        + " server, until its answer; median of " + scale.rounds() + " rounds";
        report.add("upload_mib_per_s", Medians.of(uploads), "MiB/s", how);
        report.add(
                "upload_ratio",
                Medians.of(ratios),
                "1",
                "time of openssl dgst -sha3-384 of the same file / time of the upload, in turns");
    }

    /** Makes the file another one. */
    private static void mark(Path file, int round) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.writeLong(round);
        }
    }

    private double digest(String openssl, Path file) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Commands.run(work, List.of(openssl, "dgst", "-sha3-384", file.toString()));
        return (System.nanoTime() - start) / 1e9;
    }

    /** How many seconds it takes. */
    static double upload(int port, Path file) throws IOException {
        String head = "--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"binary\"; filename=\"bench.snap\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n";
        String tail = "\r\n--" + BOUNDARY + "--\r\n";
        long start = System.nanoTime();
        try (FileChannel in = FileChannel.open(file);
                SocketChannel out = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            long length = head.length() + in.size() + tail.length();
            write(
                    out,
                    "POST /unscanned-upload/ HTTP/1.1\r\nHost: store.example.com\r\nContent-Type: multipart/form-data;"
                            + " boundary=" + BOUNDARY + "\r\nContent-Length: " + length + "\r\n\r\n" + head);
            for (long at = 0; at < in.size(); ) {
                at += in.transferTo(at, in.size() - at, out);
            }
            write(out, tail);
            String answer = answer(out);
            if (!answer.startsWith("HTTP/1.1 200 ")) {
                throw new IOException("the upload has failed:\n" + answer);
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void write(SocketChannel out, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
        while (bytes.hasRemaining()) {
            out.write(bytes);
        }
    }

    private static String answer(SocketChannel in) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
        in.read(bytes);
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
    }
}
