package org.brandstore.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.brandstore.app.EmbeddedDatabase;
import org.brandstore.testing.ServerProcess;
import org.brandstore.testing.SnapFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The server is killed in every state of the upload pipeline. Started again it takes each submission to its end: the tool
 * that polls gets a final answer, and each revision is there once, signed once and released once.
 */
@Tag("faults")
class UploadKillFaultIT {
    private static final int ROUNDS = Integer.getInteger("rounds", 1);
    private static final List<String> STATES = List.of("received", "scanned", "signed", "ready", "review");
    private static final String MACHINE = "base: core24\narchitectures: [armhf]\n";
    private static final Map<String, String> CONFIG = Map.of("brandstore.signing.key-bits", "2048");

    /** Each step takes longer than a poll, so that every state can be met, and most kills hit a step half done. */
    private static final String SLOW = """
            create function slow_step() returns trigger language plpgsql as $$
            begin
                perform pg_sleep(1);
                return new;
            end $$;
            create trigger slow_step before update of state on submission for each row execute function slow_step()""";

    private final Random random = new Random(7);
    private final Map<String, Integer> numbers = new HashMap<>();

    /** What the developer's tool asks in the default mode, with the token of the other. */
    private record Tool(HttpClient http, URI url, String token) {
        private static final ObjectMapper JSON = new ObjectMapper();
        private static final String BOUNDARY = "0123456789abcdef0123456789abcdef";

        static Tool login(HttpClient http, URI url, String enrolment) throws Exception {
            JsonNode reply = new Tool(http, url, "none")
                    .call(
                            "POST",
                            "/v1/tokens/offline/exchange",
                            JSON.writeValueAsString(Map.of("macaroon", enrolment)));
            return new Tool(http, url, reply.path("macaroon").asText());
        }

        Tool at(URI other) {
            return new Tool(http, other, token);
        }

        JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build());
        }

        void register(String name) throws Exception {
            call(
                    "POST",
                    "/dev/api/register-name/",
                    JSON.writeValueAsString(Map.of("snap_name", name, "series", "16", "store", TestBrand.STORE)));
        }

        /** The path at which to ask how far it is. */
        String push(String name, byte[] file) throws Exception {
            ByteArrayOutputStream form = new ByteArrayOutputStream();
            form.writeBytes(
                    ("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"binary\"; filename=\"x.snap\""
                                    + "\r\nContent-Type: application/octet-stream\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            form.writeBytes(file);
            form.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.US_ASCII));
            JsonNode upload = send(request("/unscanned-upload/")
                    .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                    .POST(BodyPublishers.ofByteArray(form.toByteArray()))
                    .build());
            Map<String, Object> push = Map.of(
                    "name",
                    name,
                    "series",
                    "16",
                    "updown_id",
                    upload.path("upload_id").asText(),
                    "binary_filesize",
                    file.length,
                    "source_uploaded",
                    false,
                    "channels",
                    List.of("edge"));
            JsonNode reply = call("POST", "/dev/api/snap-push/", JSON.writeValueAsString(push));
            return URI.create(reply.path("status_details_url").asText()).getPath();
        }

        /** Waits until a submission is in a state; it must not pass it by. */
        void awaitState(String path, String state) throws Exception {
            for (int poll = 0; poll < 3_000; poll++) {
                JsonNode status = call("GET", path, "");
                if (status.path("state").asText().equals(state)) {
                    return;
                }
                assertThat(status.path("processed").asBoolean())
                        .as("passed %s by: %s", state, status)
                        .isFalse();
                Thread.sleep(20);
            }
            throw new AssertionError("never was in state " + state);
        }

        JsonNode awaitEnd(String path) throws Exception {
            for (int poll = 0; poll < 600; poll++) {
                JsonNode status = call("GET", path, "");
                if (status.path("processed").asBoolean()) {
                    return status;
                }
                Thread.sleep(100);
            }
            throw new AssertionError("the submission does not come to its end");
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(url.resolve(path))
                    .timeout(Duration.ofSeconds(60))
                    .header("Authorization", "macaroon " + token);
        }

        private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
            var response = http.send(request, BodyHandlers.ofString());
            assertThat(response.statusCode())
                    .as(request.uri() + ": " + response.body())
                    .isLessThan(300);
            return JSON.readTree(response.body());
        }
    }

    @Test
    void aKillInAnyStateLosesNothingAndLeavesNothingHalfDone() throws Exception {
        Path folder = Files.createTempDirectory("upload-kill").toAbsolutePath();
        TestBrand brand = TestBrand.in(folder);
        ServerProcess server = ServerProcess.start(folder, List.of(), CONFIG);
        int kills = 0;
        try (HttpClient http = TestBrand.newClient()) {
            Tool tool = Tool.login(http, server.url(), brand.enrolment());
            AdminWire manager = AdminWire.login(http, server.url(), TestBrand.MANAGER, TestBrand.PASSWORD);
            tool.register("acme-app");
            tool.register("acme-kernel");
            sql(folder, SLOW);
            for (int round = 0; round < ROUNDS; round++) {
                for (String state : STATES) {
                    String snap = state.equals("review") ? "acme-kernel" : "acme-app";
                    String more = state.equals("review") ? "type: kernel\narchitectures: [armhf]\n" : MACHINE;
                    String path = tool.push(snap, SnapFile.of(snap, round + "." + kills, more));
                    tool.awaitState(path, state);
                    server = killAndStart(server, folder);
                    kills++;
                    tool = tool.at(server.url());
                    JsonNode end = tool.awaitEnd(path);
                    if (state.equals("review")) {
                        assertThat(end.path("code").asText()).isEqualTo("need_manual_review");
                        String id = path.substring(path.lastIndexOf('/') + 1);
                        manager.at(server.url())
                                .call("POST", "/api/admin/v1/reviews/" + id + "/approve", "{\"reason\":\"tested\"}");
                        server = killAndStart(server, folder);
                        kills++;
                        tool = tool.at(server.url());
                        end = tool.awaitEnd(path);
                    }
                    assertReady(snap, end);
                }
            }
            assertNothingIsHalfDone(folder, ROUNDS * STATES.size());
            System.out.printf(
                    "after %d kills in %s: %s revisions, all signed and released once%n", kills, STATES, numbers);
        } finally {
            server.close();
        }
    }

    private ServerProcess killAndStart(ServerProcess server, Path folder) throws Exception {
        Thread.sleep(random.nextInt(900));
        server.kill();
        return ServerProcess.start(folder, List.of(), CONFIG);
    }

    private void assertReady(String snap, JsonNode end) {
        assertThat(end.path("code").asText()).as(end.toString()).isEqualTo("ready_to_release");
        assertThat(end.path("errors")).isEmpty();
        assertThat(end.path("revision").asInt())
                .as("no number is lost or given twice")
                .isEqualTo(numbers.merge(snap, 1, Integer::sum));
    }

    private static void assertNothingIsHalfDone(Path folder, int submissions) throws Exception {
        assertThat(number(folder, "select count(*) from submission where state = 'ready'"))
                .isEqualTo(submissions);
        assertThat(number(folder, "select count(*) from submission")).isEqualTo(submissions);
        assertThat(number(folder, "select count(*) from snap_revision")).isEqualTo(submissions);
        assertThat(number(folder, "select count(*) from assertion where type = 'snap-revision'"))
                .isEqualTo(submissions);
        assertThat(number(
                        folder,
                        "select count(distinct subject) from audit_entry where action = 'snap.revision-accepted'"))
                .isEqualTo(submissions);
        assertThat(number(folder, "select count(*) from audit_entry where action = 'snap.revision-accepted'"))
                .isEqualTo(submissions);
        assertThat(number(folder, "select count(*) from channel_history where risk = 'edge'"))
                .as("each was released, and once")
                .isEqualTo(submissions);
        assertThat(number(
                        folder, "select count(distinct (snap_id, revision)) from channel_history where risk = 'edge'"))
                .isEqualTo(submissions);
        assertThat(number(folder, "select count(*) from upload where claimed_at is null"))
                .isZero();
    }

    private static void sql(Path folder, String text) throws Exception {
        try (Connection connection = connect(folder);
                Statement statement = connection.createStatement()) {
            statement.execute(text);
        }
    }

    private static int number(Path folder, String query) throws Exception {
        try (Connection connection = connect(folder);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Connection connect(Path folder) throws IOException, SQLException {
        try (EmbeddedDatabase database = EmbeddedDatabase.open(folder.resolve("storage/data"), false)) {
            return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        }
    }
}
