package org.brandstore.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client that knows three outcomes: done, refused, and not known, which is what a cut connection or a 5xx means. */
final class CheckerWire {
    enum Fate {
        DONE,
        REFUSED,
        UNKNOWN
    }

    record Outcome(Fate fate, int status, JsonNode body) {}

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final ObjectMapper json = new ObjectMapper();

    CheckerWire(HttpClient http) {
        this.http = http;
    }

    Outcome call(URI server, String token, String method, String path, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        try {
            var response = http.send(request, BodyHandlers.ofString());
            int status = response.statusCode();
            Fate fate = status < 300 ? Fate.DONE : status < 500 && status != 429 ? Fate.REFUSED : Fate.UNKNOWN;
            JsonNode read = fate == Fate.DONE && !response.body().isBlank()
                    ? json.readTree(response.body())
                    : json.missingNode();
            return new Outcome(fate, status, read);
        } catch (IOException e) {
            return new Outcome(Fate.UNKNOWN, 0, json.missingNode());
        }
    }
}
