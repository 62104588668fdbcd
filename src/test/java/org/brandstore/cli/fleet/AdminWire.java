package org.brandstore.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A brand manager at the REST API. */
final class AdminWire {
    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();
    private final URI base;
    private final String token;

    private AdminWire(HttpClient http, URI base, String token) {
        this.http = http;
        this.base = base;
        this.token = token;
    }

    static AdminWire login(HttpClient http, URI base, String email, String password)
            throws IOException, InterruptedException {
        ObjectMapper json = new ObjectMapper();
        String body = json.createObjectNode()
                .put("email", email)
                .put("password", password)
                .put("description", "test")
                .toString();
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/admin/v1/tokens"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        var response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new WireException(
                    "sign in", response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        }
        return new AdminWire(
                http, base, json.readTree(response.body()).path("token").asText());
    }

    /** The same manager at another replica. */
    AdminWire at(URI other) {
        return new AdminWire(http, other, token);
    }

    JsonNode waiting() throws IOException, InterruptedException {
        return call("GET", "/api/admin/v1/releases", "");
    }

    void approve(String id) throws IOException, InterruptedException {
        call("POST", "/api/admin/v1/releases/" + id + "/approve", "{\"reason\":\"tested\"}");
    }

    JsonNode call(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        var response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new WireException(
                    method + " " + path, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
        }
        return json.readTree(response.body());
    }
}
