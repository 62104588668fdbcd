package org.brandstore.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** Sends requests byte for byte and shows answers as they came, so that tests see what strict clients see. */
public final class RawHttp {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final int port;

    public RawHttp(int port) {
        this.port = port;
    }

    /**
     * An answer.
     *
     * @param status the status code
     * @param head the header lines in the order they came
     * @param body the body after transfer decoding
     */
    public record Answer(int status, List<String> head, byte[] body) {
        public Optional<String> header(String name) {
            return head.stream()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT)
                            .startsWith(name.toLowerCase(java.util.Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }

        public String text() {
            return new String(inflated(), StandardCharsets.UTF_8);
        }

        private byte[] inflated() {
            if (body.length == 0
                    || header("Content-Encoding").filter("gzip"::equals).isEmpty()) {
                return body;
            }
            try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Everything but what differs from request to request: trace ids and dates. */
        public String essence() {
            String headers = head.stream()
                    .filter(line -> !line.toLowerCase(java.util.Locale.ROOT).startsWith("x-oops-id:")
                            && !line.toLowerCase(java.util.Locale.ROOT).startsWith("date:"))
                    .sorted()
                    .reduce("", (all, line) -> all + line + "\n");
            return status + "\n" + headers + "\n" + text();
        }
    }

    /** @param request the whole request */
    public Answer send(byte[] request) {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
            boolean head = new String(request, 0, 5, StandardCharsets.ISO_8859_1).equals("HEAD ");
            return read(socket.getInputStream(), head);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param headers lines without line ends; {@code Host} and the length of the body are added */
    public Answer send(String method, String path, List<String> headers, byte[] body) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: store.example\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        if (!method.equals("GET") && !method.equals("HEAD")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        head.append("\r\n");
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return send(request.toByteArray());
    }

    public Answer get(String path, String... headers) {
        return send("GET", path, List.of(headers), new byte[0]);
    }

    public Answer post(String path, String body, String... headers) {
        return send("POST", path, List.of(headers), body.getBytes(StandardCharsets.UTF_8));
    }

    private static Answer read(InputStream in, boolean headOnly) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            lines.add(line);
        }
        int status = Integer.parseInt(lines.removeFirst().split(" ", -1)[1]);
        Answer headers = new Answer(status, lines, new byte[0]);
        byte[] body = new byte[0];
        if (!headOnly && status != 304 && status != 204) {
            Optional<String> length = headers.header("Content-Length");
            body = length.isPresent()
                    ? in.readNBytes(Integer.parseInt(length.get()))
                    : headers.header("Transfer-Encoding").isPresent() ? chunks(in) : new byte[0];
        }
        return new Answer(status, List.copyOf(lines), body);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.writeBytes(in.readNBytes(size));
            line(in);
        }
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new IOException("the connection was closed after \"" + line + "\"");
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }
}
