package org.brandstore.security.oidc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Speaks HTTP with the provider: limited in time and size, and without following it elsewhere. */
@Singleton
class ProviderHttp {
    private static final int MAX_BYTES = 256 * 1024;

    private final OidcConfig config;
    private final ObjectMapper json;
    private final HttpClient http;

    ProviderHttp(OidcConfig config, ObjectMapper json) {
        this.config = config;
        this.json = json;
        this.http = HttpClient.newBuilder()
                .connectTimeout(config.timeout())
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    /** @throws ProviderException unless it answers 200 with JSON */
    JsonNode get(URI address) {
        return send(request(address).GET().build());
    }

    /**
     * Sends a form with the client's secret, if there is one, as the provider wants it.
     *
     * @throws ProviderException unless it answers 200 with JSON
     */
    JsonNode post(ProviderMetadata provider, Map<String, String> form, String clientId, String secret) {
        Map<String, String> fields = new TreeMap<>(form);
        HttpRequest.Builder request =
                request(provider.tokenEndpoint()).header("Content-Type", "application/x-www-form-urlencoded");
        boolean basic =
                provider.authMethods().isEmpty() || provider.authMethods().contains("client_secret_basic");
        if (!secret.isEmpty() && basic) {
            String pair = encode(clientId) + ":" + encode(secret);
            request.header(
                    "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        } else {
            fields.put("client_id", clientId);
            if (!secret.isEmpty()) {
                fields.put("client_secret", secret);
            }
        }
        return send(request.POST(BodyPublishers.ofString(query(fields))).build());
    }

    static String query(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private HttpRequest.Builder request(URI address) {
        return HttpRequest.newBuilder(address).timeout(config.timeout()).header("Accept", "application/json");
    }

    private JsonNode send(HttpRequest request) {
        try {
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = answer.body()) {
                byte[] bytes = body.readNBytes(MAX_BYTES);
                if (answer.statusCode() != 200) {
                    throw new ProviderException(request.uri().getPath() + " answered " + answer.statusCode());
                }
                return json.readTree(bytes);
            }
        } catch (IOException e) {
            throw new ProviderException("cannot talk with " + request.uri().getHost(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProviderException("interrupted", e);
        }
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
