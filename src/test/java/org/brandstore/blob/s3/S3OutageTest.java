package org.brandstore.blob.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.brandstore.blob.BlobConfigs;
import org.brandstore.blob.BlobStore;
import org.brandstore.naming.Sha3_384;
import org.brandstore.problem.ErrorCode;
import org.brandstore.problem.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of requests when the server fails, is gone, or tells a lie. */
class S3OutageTest {
    private static final Sha3_384 SOME = new Sha3_384("ab".repeat(48));

    @TempDir
    private Path spool;

    private HttpServer server;
    private S3BlobStore store;
    private volatile Function<HttpExchange, Integer> answer = exchange -> 503;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
        store = new S3BlobStore(
                BlobConfigs.pretended("http://127.0.0.1:" + server.getAddress().getPort(), spool), Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        store.close();
        server.stop(0);
    }

    @Test
    void aServerThatIsGoneIsUnavailable() {
        server.stop(0);

        assertEverythingIsUnavailable();
    }

    @Test
    void aServerThatFailsIsUnavailable() {
        assertEverythingIsUnavailable();
    }

    @Test
    void aServerThatRefusesUsIsUnavailable() {
        answer = exchange -> 403;

        assertEverythingIsUnavailable();
    }

    @Test
    void anUploadThatTheServerDidNotKeepIsNotAcknowledged() throws IOException {
        answer = exchange -> exchange.getRequestMethod().equals("PUT") ? 200 : 404;

        assertUnavailable(() -> store.put(new ByteArrayInputStream(new byte[10]), 10));

        assertSpoolIsEmpty();
    }

    @Test
    void anUploadOfWhichTheServerKeptLessIsNotAcknowledged() throws IOException {
        answer = exchange -> {
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", "9");
                exchange.getResponseHeaders().set("Last-Modified", "Mon, 02 Mar 2026 10:00:00 GMT");
            }
            return 200;
        };

        assertUnavailable(() -> store.put(new ByteArrayInputStream(new byte[10]), 10));

        assertSpoolIsEmpty();
    }

    @Test
    void presigningNeedsNoServer() {
        server.stop(0);

        assertThat(store.presign(SOME, Duration.ofMinutes(5)).orElseThrow().toString())
                .startsWith("http://127.0.0.1:" + server.getAddress().getPort() + "/bucket/sha3-384/ab/" + SOME.hex())
                .contains("X-Amz-Expires=300")
                .doesNotContain("some-secret-key");
    }

    private void assertEverythingIsUnavailable() {
        BlobStore blobs = store;
        assertUnavailable(() -> blobs.put(new ByteArrayInputStream(new byte[10]), 10));
        assertUnavailable(() -> blobs.stat(SOME));
        assertUnavailable(() -> blobs.open(SOME, 0, 1).close());
        assertUnavailable(() -> blobs.openChannel(SOME).close());
        assertUnavailable(() -> blobs.delete(SOME));
        assertUnavailable(blobs::check);
        assertUnavailable(() -> {
            try (var list = blobs.list()) {
                list.count();
            }
        });
        assertSpoolIsEmpty();
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    private void assertSpoolIsEmpty() {
        try (Stream<Path> files = Files.list(spool)) {
            assertThat(files).isEmpty();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("ETag", "\"0123456789abcdef\"");
            exchange.sendResponseHeaders(answer.apply(exchange), -1);
        }
    }
}
