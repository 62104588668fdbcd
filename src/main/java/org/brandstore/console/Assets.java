package org.brandstore.console;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** The console's own style, script and picture. There are no others, and none comes from elsewhere. */
@Singleton
class Assets {
    private final Map<String, Asset> byName = Map.of(
            "console.css", load("console.css", "text/css;charset=UTF-8"),
            "console.js", load("console.js", "text/javascript;charset=UTF-8"),
            "publishing.js", load("publishing.js", "text/javascript;charset=UTF-8"),
            "logo.svg", load("logo.svg", "image/svg+xml"));

    Optional<Asset> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    String url(String name) {
        return find(name).orElseThrow().url();
    }

    private static Asset load(String name, String type) {
        try (InputStream in = Assets.class.getResourceAsStream("/console/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its file /console/" + name);
            }
            byte[] bytes = in.readAllBytes();
            return new Asset(name, type, new String(bytes, StandardCharsets.UTF_8), version(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String version(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
