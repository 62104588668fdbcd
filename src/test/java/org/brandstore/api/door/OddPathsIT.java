package org.brandstore.api.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.brandstore.testing.DeviceWorld;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever spells a path in another way gets around nothing that goes by the path. */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class OddPathsIT {
    /** More than one client may send at once, and fewer than all clients may. */
    private static final int UPLOADS = 60;

    private static final int MOST_OF_A_CLIENT = 50;

    @TestHTTPResource("/")
    URI url;

    @Inject
    DeviceWorld world;

    /** Other spellings of a path, each of which a route may find. */
    private static Stream<String> odd(String path) {
        String first = path.substring(1, path.indexOf('/', 1));
        String rest = path.substring(first.length() + 1);
        return Stream.of(
                "/" + path,
                "/." + path,
                "/x/.." + path,
                "/%2e" + path,
                "/x/%2e%2e" + path,
                "/%" + Integer.toHexString(first.charAt(0)) + first.substring(1) + rest,
                "/" + first + "/" + rest,
                "/" + first + ";x=1" + rest,
                "http://store.example" + path,
                "http://localhost:9000/" + path);
    }

    static Stream<String> pages() {
        return odd("/console/sign-in");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void noPageOfTheConsoleComesWithoutItsProtection(String path) {
        RawHttp.Answer answer = new RawHttp(url.getPort()).get(path);

        if (answer.status() != 404) {
            assertThat(answer.header("X-Frame-Options")).as(path).contains("DENY");
            assertThat(answer.header("Content-Security-Policy")).isPresent();
        }
    }

    static Stream<String> uploads() {
        return odd("/unscanned-upload/");
    }

    @ParameterizedTest
    @MethodSource("uploads")
    void nobodySendsMoreFilesAtOnceThanOneClientMay(String path) throws IOException {
        assertThat(asked(path, List.of())).as(path).isLessThanOrEqualTo(MOST_OF_A_CLIENT);
    }

    /** A session is a device's, and devices send no files: with three of them a rogue one would have most of the places. */
    @Test
    void noSessionsOfDevicesTakeThePlacesOfFiles() throws IOException {
        DeviceWorld.Brand brand = world.brand();
        List<String> sessions = Stream.generate(() -> world.session(brand.id(), "model", brand.store()))
                .limit(3)
                .map(session -> "Snap-Device-Authorization: Macaroon root=\"" + session + "\"\r\n")
                .toList();

        assertThat(asked("/unscanned-upload/", sessions)).isLessThanOrEqualTo(MOST_OF_A_CLIENT);
    }

    /** How many of those who would send a file are asked for it. */
    private int asked(String path, List<String> sessions) throws IOException {
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < UPLOADS; i++) {
                Socket client = new Socket("localhost", url.getPort());
                client.setSoTimeout(2_000);
                client.getOutputStream()
                        .write(("POST " + path
                                        + " HTTP/1.1\r\nHost: h\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                                        + "Expect: 100-continue\r\nContent-Length: 1000\r\n"
                                        + (sessions.isEmpty() ? "" : sessions.get(i % sessions.size())) + "\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                clients.add(client);
            }
            int asked = 0;
            for (Socket client : clients) {
                byte[] answer = client.getInputStream().readNBytes("HTTP/1.1 100".length());
                asked += new String(answer, StandardCharsets.US_ASCII).endsWith("100") ? 1 : 0;
            }
            return asked;
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    static Stream<String> ofManagement() {
        return Stream.of("/q/health", "/q/health/ready", "/q/metrics", "/q/openapi", "/q/arc", "/q/dev-v1")
                .flatMap(OddPathsIT::odd);
    }

    @ParameterizedTest
    @MethodSource("ofManagement")
    void nothingOfTheManagementPortIsFoundOnThePublicOne(String path) {
        for (String method : List.of("GET", "HEAD", "POST")) {
            assertThat(new RawHttp(url.getPort())
                            .send(method, path, List.of("Host: localhost:9000"), new byte[0])
                            .status())
                    .as(method + " " + path)
                    .isIn(404, 400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?/v1/serial", "*", "v1/serial", "/v1/serial#", "/v1/%zz"})
    void whatIsNoPathIsRefusedWithoutAWordOfTheInside(String target) {
        RawHttp.Answer answer = new RawHttp(url.getPort()).get(target);

        assertThat(answer.status()).as(target).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("Error id").doesNotContain("vertx");
    }
}
