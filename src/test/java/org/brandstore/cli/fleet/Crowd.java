package org.brandstore.cli.fleet;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A load generator: very many clients, each of which sends one request again and again, as fast as it is answered. One that
 * gets 429 goes away for a while, as devices do. Run as a program of its own, so that it is not measured with the server:
 *
 * <pre>
 * Crowd PORT SECONDS (NAME CLIENTS PAUSE-MILLIS REQUEST-FILE)...
 * </pre>
 *
 * It prints one line for each kind of client, which {@link CrowdReport} reads.
 */
final class Crowd {
    private static final int CONNECT_MILLIS = 10_000;

    /** No client of the protocol waits longer for a whole exchange (device-api.md 1.4), but how long it took shall be seen. */
    private static final int READ_MILLIS = 60_000;

    private final int port;
    private final long deadline;

    private Crowd(int port, Duration time) {
        this.port = port;
        this.deadline = System.nanoTime() + time.toNanos();
    }

    /** Clients of one kind. */
    private static final class Kind {
        private final String name;
        private final int clients;
        private final long pauseMillis;
        private final byte[] request;
        private final Map<String, Integer> outcomes = new TreeMap<>();
        private final List<Long> millis = new ArrayList<>();
        private int bare;

        Kind(String name, int clients, long pauseMillis, byte[] request) {
            this.name = name;
            this.clients = clients;
            this.pauseMillis = pauseMillis;
            this.request = request;
        }

        synchronized void answered(Head head, long took) {
            outcomes.merge(Integer.toString(head.status()), 1, Integer::sum);
            if (head.status() == 429) {
                bare += head.retryAfter().isEmpty() ? 1 : 0;
            } else {
                millis.add(took);
            }
        }

        synchronized void failed(IOException reason) {
            outcomes.merge(reason.toString().replaceAll("[^A-Za-z0-9.]+", "-"), 1, Integer::sum);
        }

        synchronized String line() {
            List<Long> sorted = millis.stream().sorted().toList();
            StringBuilder line = new StringBuilder(name);
            outcomes.forEach((outcome, count) ->
                    line.append(' ').append(outcome).append('=').append(count));
            if (!sorted.isEmpty()) {
                line.append(" p50=").append(sorted.get(sorted.size() / 2));
                line.append(" p99=").append(sorted.get(sorted.size() * 99 / 100));
                line.append(" max=").append(sorted.getLast());
            }
            return line.append(" without-retry-after=").append(bare).toString();
        }
    }

    /**
     * What matters of an answer.
     *
     * @param last whether the connection ends with it
     */
    private record Head(int status, String retryAfter, long length, boolean chunked, boolean last) {}

    public static void main(String[] arguments) throws Exception {
        Crowd crowd = new Crowd(Integer.parseInt(arguments[0]), Duration.ofSeconds(Long.parseLong(arguments[1])));
        List<Kind> kinds = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 2; i < arguments.length; i += 4) {
            Kind kind = new Kind(
                    arguments[i],
                    Integer.parseInt(arguments[i + 1]),
                    Long.parseLong(arguments[i + 2]),
                    Files.readAllBytes(Path.of(arguments[i + 3])));
            kinds.add(kind);
            for (int client = 0; client < kind.clients; client++) {
                threads.add(Thread.ofVirtual().unstarted(() -> crowd.run(kind)));
            }
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        kinds.forEach(kind -> System.out.println(kind.line()));
    }

    private void run(Kind kind) {
        while (System.nanoTime() < deadline) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), CONNECT_MILLIS);
                socket.setSoTimeout(READ_MILLIS);
                talk(kind, socket);
            } catch (IOException e) {
                kind.failed(e);
                pause(kind.pauseMillis);
            }
        }
    }

    private void talk(Kind kind, Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        while (System.nanoTime() < deadline) {
            long start = System.nanoTime();
            socket.getOutputStream().write(kind.request);
            Head head = head(in);
            skip(in, head);
            kind.answered(head, Duration.ofNanos(System.nanoTime() - start).toMillis());
            if (head.status() == 429) {
                pause(kind.pauseMillis);
            }
            if (head.last()) {
                return;
            }
        }
    }

    private static Head head(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", -1)[1]);
        String retryAfter = "";
        long length = 0;
        boolean chunked = false;
        boolean last = false;
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] parts = line.split(":", 2);
            switch (parts[0].toLowerCase(Locale.ROOT)) {
                case "retry-after" -> retryAfter = parts[1].strip();
                case "content-length" -> length = Long.parseLong(parts[1].strip());
                case "transfer-encoding" -> chunked = true;
                case "connection" -> last = "close".equalsIgnoreCase(parts[1].strip());
                default -> {
                    // of no interest
                }
            }
        }
        return new Head(status, retryAfter, length, chunked, last);
    }

    private static void skip(InputStream in, Head head) throws IOException {
        if (!head.chunked()) {
            in.skipNBytes(head.length());
            return;
        }
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            in.skipNBytes(size);
            line(in);
        }
        line(in);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("closed after " + line.length() + " bytes of a line");
            }
            if (b != '\r') {
                line.append((char) b);
            }
        }
        return line.toString();
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A request as bytes; the host and the length of the body are added. */
    static byte[] request(String method, String path, List<String> headers, String body) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: store.example\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (!method.equals("GET")) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return (head + "\r\n" + body).getBytes(StandardCharsets.US_ASCII);
    }
}
