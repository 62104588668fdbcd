package org.brandstore.api.publisher.upload;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.brandstore.blob.BlobStat;
import org.brandstore.blob.BlobStore;
import org.brandstore.snap.upload.Upload;
import org.brandstore.snap.upload.Uploads;
import org.brandstore.testing.OpenRequests;
import org.brandstore.testing.PostgresTestResource;
import org.brandstore.testing.Publishers;
import org.junit.jupiter.api.Test;

/** The upload of files: one pass, no credential, nothing visible before it is whole (publisher-api.md 4.5). */
@QuarkusTest
@QuarkusTestResource(PostgresTestResource.class)
class UploadIT {
    private static final String BOUNDARY = "0123456789abcdef0123456789abcdef";

    @Inject
    MeterRegistry meters;

    @Inject
    Uploads uploads;

    @Inject
    BlobStore blobs;

    private static String form(String content) {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"binary\"; filename=\"../dir/x.snap\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n" + content + "\r\n--" + BOUNDARY + "--\r\n";
    }

    private static String head(String more) {
        return "POST /unscanned-upload/ HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
                + "Content-Type: multipart/form-data; boundary=" + BOUNDARY + "\r\nConnection: close\r\n" + more
                + "\r\n";
    }

    /** Sends bytes as they are and gives back the whole answer. */
    private static String send(String request) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            socket.setSoTimeout(30_000);
            StringBuilder answer = new StringBuilder();
            byte[] piece = new byte[4096];
            // The connection stays open while the server waits for the rest of a body that was announced.
            while (!answer.toString().endsWith("}")) {
                int length = socket.getInputStream().read(piece);
                if (length < 0) {
                    break;
                }
                answer.append(new String(piece, 0, length, ISO_8859_1));
            }
            return answer.toString();
        }
    }

    private List<BlobStat> stored() {
        try (Stream<BlobStat> list = blobs.list()) {
            return list.toList();
        }
    }

    @Test
    void aFileIsKeptUnderItsDigestWithoutItsFolder() throws IOException {
        String content = "some bytes \u0000\u00ff\r\n--" + BOUNDARY.substring(1) + " of no meaning";
        String answer = send(head("Content-Length: " + form(content).length() + "\r\n") + form(content));

        assertThat(answer).startsWith("HTTP/1.1 200").contains("\"successful\":true");
        String id = answer.replaceAll("(?s).*\"upload_id\":\"([^\"]*)\".*", "$1");
        assertThat(id).matches("[-_A-Za-z0-9]{43}");
        Upload upload = uploads.find(id).orElseThrow();
        assertThat(upload.filename()).isEqualTo("x.snap");
        assertThat(upload.blob().size()).isEqualTo(content.length());
        assertThat(upload).hasToString("Upload[x.snap, " + content.length() + " bytes]");
        try (InputStream kept = blobs.open(upload.blob().digest(), 0, content.length())) {
            assertThat(new String(kept.readAllBytes(), ISO_8859_1)).isEqualTo(content);
        }
    }

    @Test
    void aLargeFileGoesThroughUnchanged() throws IOException {
        byte[] file = new byte[5_000_000];
        for (int i = 0; i < file.length; i++) {
            file[i] = (byte) (i * 31 + (i >> 8));
        }

        Upload upload = uploads.find(Publishers.upload(file)).orElseThrow();

        try (InputStream kept = blobs.open(upload.blob().digest(), 0, file.length)) {
            assertThat(Arrays.equals(kept.readAllBytes(), file)).isTrue();
        }
    }

    @Test
    void bothSpellingsOfThePathAreServed() {
        for (String path : List.of("/unscanned-upload", "/unscanned-upload/")) {
            given().multiPart("binary", "x.snap", new byte[] {1}, "application/octet-stream")
                    .post(path)
                    .then()
                    .statusCode(200)
                    .contentType(equalTo("application/json"))
                    .body("successful", equalTo(true))
                    .body("upload_id", matchesPattern("[-_A-Za-z0-9]{43}"));
        }
    }

    @Test
    void aBodyOfAnotherFormIsRefused() {
        refused("application/json", "{}", "not multipart/form-data");
        refused("multipart/form-data", form("x"), "names no boundary");
        refused("multipart/form-data; boundary=other", form("x"), "closing boundary");
        refused("multipart/form-data; boundary=" + BOUNDARY, "", "closing boundary");
        refused("multipart/form-data; boundary=" + BOUNDARY, form("").replace("binary", "other"), "no file field");
        refused("multipart/form-data; boundary=" + BOUNDARY, form(""), "the file is empty");
        refused(
                "multipart/form-data; boundary=" + BOUNDARY,
                form("x").replace("--\r\n", "\r\n") + form("y").substring(BOUNDARY.length() + 4),
                "more than one file");
    }

    private static void refused(String contentType, String body, String words) {
        given().config(RestAssured.config()
                        .encoderConfig(io.restassured.config.EncoderConfig.encoderConfig()
                                .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                .encodeContentTypeAs("multipart/form-data", io.restassured.http.ContentType.TEXT)))
                .header("Content-Type", contentType)
                .body(body)
                .post("/unscanned-upload/")
                .then()
                .statusCode(400)
                .body("error_list.code", contains("invalid-request"))
                .body("error_list[0].message", containsString(words));
    }

    @Test
    void aFileThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        String answer = send(head("Content-Length: 9999999999\r\n") + "--" + BOUNDARY
                + "\r\nContent-Disposition: form-data; name=\"binary\"; filename=\"x\"\r\n\r\nstart");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("\"code\":\"too-large\"");
    }

    @Test
    void aContentLengthThatIsTooShortCutsTheFile() throws IOException {
        int before = stored().size();
        String body = form("content that is cut short");

        String answer = send(head("Content-Length: " + (body.length() - 10) + "\r\n") + body);

        assertThat(answer).startsWith("HTTP/1.1 400").contains("closing boundary");
        assertThat(stored()).hasSize(before);
    }

    @Test
    void aConnectionThatIsCutLeavesNothing() throws IOException {
        OpenRequests open = new OpenRequests(meters);
        int before = stored().size();
        String body = form("x".repeat(200_000));

        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.getOutputStream()
                    .write((head("Content-Length: " + body.length() + "\r\n") + body.substring(0, 150_000))
                            .getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            open.waitForOne();
            socket.setSoLinger(true, 0);
        }
        open.waitForNone();

        assertThat(stored()).hasSize(before);
        assertThat(send(head("Content-Length: " + body.length() + "\r\n") + body))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void aBodyInChunksIsReadToo() throws IOException {
        String body = form("chunked");
        String chunks = Integer.toHexString(20) + "\r\n" + body.substring(0, 20) + "\r\n"
                + Integer.toHexString(body.length() - 20) + "\r\n" + body.substring(20) + "\r\n0\r\n\r\n";

        assertThat(send(head("Transfer-Encoding: chunked\r\n") + chunks)).startsWith("HTTP/1.1 200");
    }

    /** Sends bytes as they are on one connection and gives back the answers, as many as were asked for. */
    private static String exchange(String requests, int answers) throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(requests.getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
            StringBuilder received = new StringBuilder();
            byte[] piece = new byte[4096];
            while (received.toString().split("HTTP/1.1 (?!100)", -1).length <= answers
                    || !received.toString().endsWith("}")) {
                int length = socket.getInputStream().read(piece);
                assertThat(length).as("the connection ended after %s", received).isPositive();
                received.append(new String(piece, 0, length, ISO_8859_1));
            }
            return received.toString();
        }
    }

    private static String kept(String form, String more) {
        return head(more + "Content-Length: " + form.length() + "\r\n").replace("Connection: close\r\n", "") + form;
    }

    @Test
    void oneConnectionServesUploadsAndOtherRequestsOneAfterTheOther() throws IOException {
        String large = kept(form("y".repeat(700_000)), "");
        String other = "GET /api/v2/tokens/whoami HTTP/1.1\r\nHost: localhost\r\n\r\n";

        String answers = exchange(kept(form("x"), "") + other + large + kept(form("z"), ""), 4);

        assertThat(answers).containsSubsequence("HTTP/1.1 200", "HTTP/1.1 401", "HTTP/1.1 200", "HTTP/1.1 200");
        assertThat(answers.split("\"successful\":true", -1)).hasSize(4);
    }

    @Test
    void aRefusedUploadIsReadToItsEndAndTheConnectionGoesOn() throws IOException {
        String wrong = kept("n".repeat(2_000_000), "").replace("multipart/form-data", "application/json");

        String answers = exchange(wrong + kept(form("x"), ""), 2);

        assertThat(answers).containsSubsequence("HTTP/1.1 400", "HTTP/1.1 200");
    }

    @Test
    void aClientThatWaitsToBeAskedForTheBodyIsAsked() throws IOException {
        String form = form("x".repeat(100_000));
        try (Socket socket = new Socket("localhost", RestAssured.port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write(head("Expect: 100-continue\r\nContent-Length: " + form.length() + "\r\n")
                            .getBytes(ISO_8859_1));
            byte[] asked = socket.getInputStream().readNBytes("HTTP/1.1 100 Continue\r\n\r\n".length());
            assertThat(new String(asked, ISO_8859_1)).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

            socket.getOutputStream().write(form.getBytes(ISO_8859_1));

            assertThat(new String(socket.getInputStream().readAllBytes(), ISO_8859_1))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void aClientThatWouldLikeHttp2IsServedInTheVersionThatTheDoorReads() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + "/unscanned-upload/"))
                            .version(HttpClient.Version.HTTP_2)
                            .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                            .POST(HttpRequest.BodyPublishers.ofString(form("h".repeat(300_000))))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aPartThatNobodyWantsHasAnEnd() throws IOException {
        String endless = form("f".repeat(1_200_000)).replace("; filename=\"../dir/x.snap\"", "");

        assertThat(send(head("Content-Length: " + endless.length() + "\r\n") + endless))
                .startsWith("HTTP/1.1 400")
                .contains("a part that is not wanted");
    }
}
