package org.brandstore.api.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The door stands in front of the running server, whoever is asked for. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class DoorIT {
    private static final int LONGEST_MILLIS = 20_000;
    private static final String BODY =
            " HTTP/1.1\r\nHost: store.example\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                    + "Content-Length: 1000000\r\n\r\n";

    @TestHTTPResource("/")
    URI url;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/snaps/refresh",
                "/dev/api/acl/",
                "/unscanned-upload/",
                "/console/sign-in",
                "/api/admin/v1/tokens",
                "/v1/serial"
            })
    void whoAnnouncesABodyAndSendsNoneIsCutOff(String path) throws IOException {
        try (Socket socket = silent(path)) {
            assertThat(socket.getInputStream().readNBytes(1)).isEmpty();
        }
    }

    @Test
    void whoBeginsAHeadAndDoesNotEndItIsCutOff() throws IOException {
        try (Socket socket = new Socket("localhost", url.getPort())) {
            socket.setSoTimeout(LONGEST_MILLIS);
            socket.getOutputStream().write("GET / HT".getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().readNBytes(1)).isEmpty();
        }
    }

    @Test
    void noncesDoNotWaitForFormsThatDoNotCome() throws IOException {
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                silent.add(silent("/dev/api/acl/"));
            }
            assertThat(new RawHttp(url.getPort())
                            .post("/api/v1/snaps/auth/nonces", "")
                            .status())
                    .isEqualTo(200);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    private Socket silent(String path) throws IOException {
        Socket socket = new Socket("localhost", url.getPort());
        socket.setSoTimeout(LONGEST_MILLIS);
        socket.getOutputStream().write(("POST " + path + BODY).getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
