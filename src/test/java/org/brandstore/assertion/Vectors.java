package org.brandstore.assertion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.brandstore.assertion.crypto.RsaAssertionSigner;

/** The files made with the devices' own code, in {@code src/test/resources}. */
public final class Vectors {
    private static final JsonNode ROOT = read();

    private Vectors() {}

    /** An assertion with what it was made from. */
    public record Valid(String name, AssertionType type, Headers headers, String body, String text) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A text with the verdicts of the devices' code: the error, or nothing if it was accepted. */
    public record Suspicious(
            String name, String text, Optional<String> single, Optional<String> stream, Optional<String> signature) {
        @Override
        public String toString() {
            return name;
        }
    }

    public static JsonNode key() {
        return ROOT.get("key");
    }

    public static RSAPrivateCrtKey privateKey() {
        byte[] pkcs8 = Base64.getDecoder().decode(key().get("pkcs8-base64").asText());
        try {
            return (RSAPrivateCrtKey) KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static RsaAssertionSigner signer() {
        return RsaAssertionSigner.of(privateKey());
    }

    public static Instant signedAt() {
        return Instant.ofEpochSecond(key().get("signature-creation-time").asLong());
    }

    public static List<Valid> valid() {
        List<Valid> all = new ArrayList<>();
        for (JsonNode node : ROOT.get("valid")) {
            Headers.Builder headers = Headers.builder();
            node.get("headers").properties().forEach(e -> headers.put(e.getKey(), value(e.getValue())));
            AssertionType type = AssertionType.find(node.get("type").asText()).orElseThrow();
            all.add(new Valid(
                    node.get("name").asText(),
                    type,
                    headers.build(),
                    node.get("body").asText(),
                    node.get("assertion").asText()));
        }
        return all;
    }

    public static List<Suspicious> suspicious() {
        List<Suspicious> all = new ArrayList<>();
        for (JsonNode node : ROOT.get("malformed-or-suspicious")) {
            all.add(new Suspicious(
                    node.get("name").asText(),
                    node.get("text").asText(),
                    verdict(node, "single-decode-error"),
                    verdict(node, "stream-decode-error"),
                    verdict(node, "signature-error")));
        }
        return all;
    }

    public static byte[] resource(String path) {
        try (InputStream in = Vectors.class.getResourceAsStream(path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> verdict(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name).asText(null));
    }

    private static HeaderValue value(JsonNode node) {
        if (node.isArray()) {
            List<HeaderValue> items = new ArrayList<>();
            node.forEach(item -> items.add(value(item)));
            return HeaderValue.items(items);
        }
        if (node.isObject()) {
            Map<String, HeaderValue> entries = new TreeMap<>();
            node.properties().forEach(e -> entries.put(e.getKey(), value(e.getValue())));
            return HeaderValue.entries(entries);
        }
        return HeaderValue.text(node.asText());
    }

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(resource("/assertions/vectors.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
