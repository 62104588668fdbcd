package org.brandstore.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.brandstore.assertion.Assertion;

/** The requests of a device, header for header as snapd writes them (device-api.md 1.3). Holds no state of a device. */
final class DeviceWire {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http;
    private final ObjectMapper json;
    private final URI base;

    DeviceWire(HttpClient http, ObjectMapper json, URI base) {
        this.http = http;
        this.json = json;
        this.base = base;
    }

    String requestId() {
        return post("/api/v1/snaps/auth/request-id").mustBeText("request-id");
    }

    /** The stream that answers a serial request; 202 is not expected of an automatic policy. */
    byte[] serial(byte[] stream) {
        HttpRequest request = to("/api/v1/snaps/auth/devices", "all")
                .header("Content-Type", "application/x.ubuntu.assertion")
                .header("Snap-Device-Capabilities", "serial-stream")
                .POST(BodyPublishers.ofByteArray(stream))
                .build();
        return send(request).mustBeOk("the serial request").body();
    }

    String nonce() {
        return post("/api/v1/snaps/auth/nonces").mustBeText("nonce");
    }

    /** The raw answer, so that a stranger's refusal can be looked at. */
    Reply session(Assertion sessionRequest, Assertion serial, Assertion model) {
        ObjectNode body = json.createObjectNode()
                .put("device-session-request", text(sessionRequest))
                .put("serial-assertion", text(serial))
                .put("model-assertion", text(model));
        HttpRequest request = to("/api/v1/snaps/auth/sessions", "all")
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
        return send(request);
    }

    Reply refresh(JsonNode body, WireHeaders device, boolean scheduled) {
        HttpRequest.Builder request = to("/v2/snaps/refresh", device.architecture())
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .header("Snap-Device-Series", "16")
                .header("Snap-Device-Architecture", device.architecture())
                .header("Snap-Classic", "false")
                .header("Snap-Device-Capabilities", "default-tracks")
                .header("Snap-Accept-Delta-Format", "xdelta3");
        device.store().ifPresent(store -> request.header("Snap-Device-Store", store));
        device.session().ifPresent(token -> request.header("Snap-Device-Authorization", macaroon(token)));
        if (scheduled) {
            request.header("Snap-Refresh-Reason", "scheduled");
        }
        return send(request.POST(BodyPublishers.ofString(body.toString())).build());
    }

    /** @param path the type and the key, encoded for a URL */
    Reply assertion(String path, WireHeaders device) {
        return send(oldHeaders(to("/v2/assertions/" + path, device.architecture()), device)
                .header("Accept", "application/x.ubuntu.assertion")
                .GET()
                .build());
    }

    /** @param url as the store gave it */
    Reply blob(URI url, WireHeaders device) {
        return send(oldHeaders(HttpRequest.newBuilder(url).timeout(TIMEOUT), device)
                .GET()
                .build());
    }

    private static HttpRequest.Builder oldHeaders(HttpRequest.Builder request, WireHeaders device) {
        request.header("X-Ubuntu-Series", "16")
                .header("X-Ubuntu-Architecture", device.architecture())
                .header("X-Ubuntu-Classic", "false");
        device.store().ifPresent(store -> request.header("X-Ubuntu-Store", store));
        device.session().ifPresent(token -> request.header("X-Device-Authorization", macaroon(token)));
        return request;
    }

    JsonNode read(Reply reply) {
        try {
            return json.readTree(reply.body());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the store's answer", e);
        }
    }

    ObjectNode newObject() {
        return json.createObjectNode();
    }

    private Answer post(String path) {
        return new Answer(
                path,
                send(to(path, "all").POST(BodyPublishers.noBody()).build()).mustBeOk(path));
    }

    private final class Answer {
        private final String call;
        private final Reply reply;

        Answer(String call, Reply reply) {
            this.call = call;
            this.reply = reply;
        }

        String mustBeText(String key) {
            String value = read(reply).path(key).asText("");
            if (value.isEmpty()) {
                throw new WireException(call, reply.status(), reply.text());
            }
            return value;
        }
    }

    private HttpRequest.Builder to(String path, String architecture) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(TIMEOUT)
                .header("User-Agent", "snapd/2.77 (series 16; testing) simulated/1 (" + architecture + ") linux/6.8");
    }

    private Reply send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            Optional<String> challenge = response.headers().firstValue("WWW-Authenticate");
            return new Reply(response.statusCode(), challenge, response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot reach " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while calling " + request.uri(), e);
        }
    }

    private static String macaroon(String token) {
        return "Macaroon root=\"" + token + "\"";
    }

    private static String text(Assertion assertion) {
        return new String(assertion.encoded(), StandardCharsets.UTF_8);
    }
}
