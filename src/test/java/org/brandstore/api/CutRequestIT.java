package org.brandstore.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.brandstore.account.Role;
import org.brandstore.testing.OpenRequests;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients that go away in the middle of a request: everyday, and nothing that anybody has to look at. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class CutRequestIT {
    @Inject
    Publishers publishers;

    @Inject
    MeterRegistry meters;

    @TestHTTPResource("/")
    URI url;

    /** Keeps what is logged while it is open. */
    private static final class Log extends Handler implements AutoCloseable {
        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        Log() {
            Logger.getLogger("").addHandler(this);
        }

        @Override
        public void publish(LogRecord entry) {
            records.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            Logger.getLogger("").removeHandler(this);
        }

        List<LogRecord> loud() {
            return records.stream()
                    .filter(entry ->
                            entry.getLevel().intValue() >= Level.WARNING.intValue() || entry.getThrown() != null)
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/console/sign-in,application/x-www-form-urlencoded,csrf=x&email=",
        "/api/admin/v1/tokens,application/json,'{\"email\": \"a@'",
        "/dev/api/snap-push/,application/json,'{\"name\": \"a'",
        "/api/v2/tokens/discharge,application/json,'{\"email\": \"a'",
        "/unscanned-upload/,multipart/form-data; boundary=x,--x",
        "/v2/snaps/refresh,application/json,'{\"context\":'"
    })
    void aBodyThatIsCutIsNoErrorOfOurs(String path, String type, String begin) throws Exception {
        String token = publishers.token(publishers.person(publishers.brand(), Role.PUBLISHER));
        try (Log log = new Log()) {
            for (int linger : List.of(-1, 0)) {
                cut(path, type, token, begin, linger);
            }
            assertThat(answered(path, type, token, begin))
                    .as("what comes after is answered after what was cut")
                    .startsWith("HTTP/1.1 ");

            assertThat(log.loud())
                    .extracting(entry -> entry.getLevel() + " " + entry.getMessage() + " " + entry.getThrown())
                    .isEmpty();
        }
    }

    /** @param linger 0 cuts the connection off, -1 closes it as usual */
    private void cut(String path, String type, String token, String begin, int linger) throws IOException {
        OpenRequests open = new OpenRequests(meters);
        try (Socket socket = new Socket("localhost", url.getPort())) {
            if (linger >= 0) {
                socket.setSoLinger(true, linger);
            }
            socket.getOutputStream().write((head(path, type, token, 100_000) + begin).getBytes(US_ASCII));
            socket.getOutputStream().flush();
            open.waitForOne();
        }
        open.waitForNone();
    }

    private String answered(String path, String type, String token, String body) throws IOException {
        try (Socket socket = new Socket("localhost", url.getPort())) {
            socket.getOutputStream().write((head(path, type, token, body.length()) + body).getBytes(US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readNBytes(9), US_ASCII);
        }
    }

    private static String head(String path, String type, String token, int length) {
        return "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + type + "\r\nAuthorization: macaroon "
                + token + "\r\nContent-Length: " + length + "\r\n\r\n";
    }
}
