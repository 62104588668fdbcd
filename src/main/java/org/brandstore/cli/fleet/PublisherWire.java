package org.brandstore.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A developer's {@code snapcraft} in its on-premises mode: the same calls in the same order (publisher-api.md 5). */
final class PublisherWire {
    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final String BOUNDARY = "b5f0d4c1a7e94b0f8a2c6d3e1f7a9b0c";
    private static final int STATUS_POLLS = 600;

    private final HttpClient http;
    private final ObjectMapper json;
    private final URI base;
    private @Nullable String token;

    PublisherWire(HttpClient http, ObjectMapper json, URI base) {
        this.http = http;
        this.json = json;
        this.base = base;
    }

    /** @param enrolment the secret that the brand manager handed out */
    void login(String enrolment) {
        ObjectNode body = json.createObjectNode().put("macaroon", enrolment);
        token = call("POST", "/v1/tokens/offline/exchange", body)
                .path("macaroon")
                .asText();
    }

    /** The same developer, still signed in, where the store is now. */
    PublisherWire at(URI moved) {
        PublisherWire wire = new PublisherWire(http, json, moved);
        wire.token = token;
        return wire;
    }

    void registerName(String name, String store) {
        ObjectNode body = json.createObjectNode()
                .put("snap_name", name)
                .put("is_private", false)
                .put("series", "16")
                .put("store", store);
        call("POST", "/dev/api/register-name/", body);
    }

    /** Uploads a file and waits until the store has made a revision of it; the revision's number. */
    int upload(String snap, String filename, byte[] file) throws InterruptedException {
        return await(claim(snap, send(filename, file)));
    }

    /** Sends a file; the name under which it waits to be claimed. */
    String send(String filename, byte[] file) {
        return send(uploadRequest(filename, file)).path("upload_id").asText();
    }

    /** Asks for a revision of what was sent; where its state is to be seen. */
    String claim(String snap, String uploadId) {
        String path = "/v1/snap/" + snap + "/revisions";
        return call("POST", path, json.createObjectNode().put("upload-id", uploadId))
                .path("status-url")
                .asText();
    }

    /** Waits until a revision is made; its number. */
    int await(String status) throws InterruptedException {
        for (int poll = 0; poll < STATUS_POLLS; poll++) {
            JsonNode revision = call("GET", status, null).path("revisions").path(0);
            switch (revision.path("status").asText()) {
                case "approved" -> {
                    return revision.path("revision").asInt();
                }
                case "rejected" -> throw new IllegalStateException("rejected: " + revision.path("errors"));
                default -> Thread.sleep(100);
            }
        }
        throw new IllegalStateException("the store does not finish with " + status);
    }

    /** The numbers of all revisions, newest first. */
    List<Integer> revisions(String snap) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode revision :
                call("GET", "/v1/snap/" + snap + "/revisions", null).path("revisions")) {
            numbers.add(revision.path("revision").asInt());
        }
        return numbers;
    }

    void release(String snap, int revision, String channel) {
        call(
                "POST",
                "/v1/snap/" + snap + "/releases",
                json.createArrayNode()
                        .add(json.createObjectNode().put("revision", revision).put("channel", channel)));
    }

    private HttpRequest uploadRequest(String filename, byte[] file) {
        String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"binary\"; filename=\"" + filename
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        String tail = "\r\n--" + BOUNDARY + "--\r\n";
        List<InputStream> parts = List.of(stream(head), new ByteArrayInputStream(file), stream(tail));
        return HttpRequest.newBuilder(base.resolve("/unscanned-upload/"))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.fromPublisher(
                        BodyPublishers.ofInputStream(() -> new SequenceInputStream(Collections.enumeration(parts))),
                        (long) head.length() + file.length + tail.length()))
                .build();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private JsonNode call(String method, String path, @Nullable JsonNode body) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(base.resolve(path)).timeout(TIMEOUT).header("Accept", "application/json");
        if (token != null) {
            request.header("Authorization", "macaroon " + token);
        }
        if (body == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json").method(method, BodyPublishers.ofString(body.toString()));
        }
        return send(request.build());
    }

    private JsonNode send(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofByteArray());
            String text = new String(response.body(), StandardCharsets.UTF_8);
            if (response.statusCode() >= 300) {
                throw new WireException(request.method() + " " + request.uri().getPath(), response.statusCode(), text);
            }
            return text.isBlank() ? json.createObjectNode() : json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot reach " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calling " + request.uri(), e);
        }
    }
}
