package org.brandstore.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measures the download of a snap file by a device against nginx with the same file. */
final class Downloads {
    private final Scale scale;
    private final Report report;
    private final Path work;

    Downloads(Scale scale, Report report, Path work) {
        this.scale = scale;
        this.report = report;
        this.work = work;
    }

    /** @param file the newest revision of the first snap, or another one of that length */
    void measure(JavaServer store, Path file, String session) throws IOException, InterruptedException {
        String nginx = Commands.findProgram("/usr/sbin/nginx", "/usr/local/sbin/nginx", "/usr/bin/nginx");
        if (nginx.isEmpty()) {
            System.out.println("download_ratio is left out: there is no nginx");
            return;
        }
        int port = JavaServer.freePort();
        Process web = startNginx(nginx, port, file);
        try {
            String ours = "GET /api/v1/snaps/download/" + SeededStore.snapId(1) + "_" + SeededStore.REVISIONS
                    + ".snap HTTP/1.1\r\nHost: store.example.com\r\nAccept:\r\nX-Device-Authorization: Macaroon root=\""
                    + session + "\"\r\n\r\n";
            String theirs = "GET /" + file.getFileName() + " HTTP/1.1\r\nHost: store.example.com\r\n\r\n";
            long size = Files.size(file);
            download(store.port(), ours, size);
            download(port, theirs, size);
            List<Double> ratios = new ArrayList<>();
            List<Double> rates = new ArrayList<>();
            for (int round = 1; round <= scale.rounds(); round++) {
                double reference = download(port, theirs, size);
                double mine = download(store.port(), ours, size);
                System.out.printf(Locale.ROOT, "round %d: nginx %.3f s, store %.3f s%n", round, reference, mine);
                ratios.add(reference / mine);
                rates.add(scale.fileMib() / mine);
            }
            report.add(
                    "download_mib_per_s",
                    Medians.of(rates),
                    "MiB/s",
                    "a device downloads a snap of " + scale.fileMib()
                            + " MiB from the store's directory over one connection; median of " + scale.rounds()
                            + " rounds");
            report.add(
                    "download_ratio",
                    Medians.of(ratios),
                    "1",
                    "time of nginx with sendfile for a file of that size / time of the store, in turns");
        } finally {
            web.destroy();
            web.waitFor();
        }
    }

    private Process startNginx(String nginx, int port, Path file) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(work.resolve("nginx"));
        Path config = folder.resolve("nginx.conf");
        Files.writeString(config, """
                daemon off;
                user root;
                worker_processes 1;
                pid %1$s/nginx.pid;
                error_log %1$s/error.log;
                events { worker_connections 64; }
                http {
                    access_log off;
                    sendfile on;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    server { listen 127.0.0.1:%2$d; root %3$s; }
                }
                """.formatted(folder, port, file.getParent()));
        Process web = new ProcessBuilder(
                        nginx, "-e", folder.resolve("error.log").toString(), "-c", config.toString())
                .inheritIO()
                .start();
        for (int attempt = 0; attempt < 100; attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return web;
                }
            } catch (IOException e) {
                Thread.sleep(50); // not listening yet
            }
        }
        web.destroy();
        throw new IOException("nginx did not start: " + Files.readString(folder.resolve("error.log")));
    }

    /** How many seconds it takes. */
    private static double download(int port, String request, long size) throws IOException {
        long start = System.nanoTime();
        try (SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.ISO_8859_1)));
            ByteBuffer buffer = ByteBuffer.allocateDirect(512 * 1024);
            long received = 0;
            long wanted = Long.MAX_VALUE;
            while (received < wanted) {
                if (channel.read(buffer) < 0) {
                    throw new IOException("a download was cut after " + received + " bytes");
                }
                if (wanted == Long.MAX_VALUE) {
                    wanted = size + headLength(buffer);
                }
                received += buffer.position();
                buffer.clear();
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static int headLength(ByteBuffer buffer) throws IOException {
        byte[] bytes = new byte[Math.min(buffer.position(), 4096)];
        buffer.get(0, bytes);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf("\r\n\r\n");
        if (!text.startsWith("HTTP/1.1 200 ") || end < 0) {
            throw new IOException("a download has failed:\n" + text);
        }
        return end + 4;
    }
}
