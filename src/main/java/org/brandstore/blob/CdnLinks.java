package org.brandstore.blob;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.brandstore.naming.Sha3_384;
import org.jspecify.annotations.Nullable;

/**
 * Makes and checks links to blobs on a content delivery network: {@code PREFIX/DIGEST?expires=SECONDS&signature=S}, where
 * the digest is hex, the end is in seconds since 1970, and {@code S = base64url(HMAC-SHA-256(secret, "DIGEST:SECONDS"))}.
 * Whoever has the link has the file until its end; it tells nothing of the device.
 */
@ApplicationScoped
public class CdnLinks {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_SECRET = 16;
    private static final Duration LONGEST = Duration.ofDays(1);

    private final @Nullable Network network;
    private final Clock clock;

    private record Network(String prefix, SecretKeySpec key, long lifetime) {
        @Override
        public String toString() {
            return prefix;
        }
    }

    /** @throws IllegalStateException if a network is named and what it needs is missing or unusable */
    @Inject
    CdnLinks(CdnConfig config, Clock clock) {
        this.network = config.url().map(url -> network(url, config)).orElse(null);
        this.clock = clock;
    }

    private static Network network(URI url, CdnConfig config) {
        if (config.secret().isPresent() == config.secretFile().isPresent()) {
            throw unusable("set one of brandstore.cdn.secret and brandstore.cdn.secret-file");
        }
        String secret = config.secret()
                .or(() -> config.secretFile().map(CdnLinks::read))
                .orElse("")
                .strip();
        if (secret.length() < SHORTEST_SECRET) {
            throw unusable("the secret must have at least " + SHORTEST_SECRET + " characters");
        }
        if (url.getHost() == null || url.getQuery() != null || url.getFragment() != null) {
            throw unusable("brandstore.cdn.url must be an address without query and fragment");
        }
        Duration lifetime = config.linkLifetime();
        if (lifetime.toSeconds() < 1 || lifetime.compareTo(LONGEST) > 0) {
            throw unusable("brandstore.cdn.link-lifetime must be from one second to a day");
        }
        return new Network(
                url.toString().replaceAll("/+$", ""),
                new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM),
                lifetime.toSeconds());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("cannot use the CDN: cannot read " + file, e);
        }
    }

    private static IllegalStateException unusable(String why) {
        return new IllegalStateException("cannot use the CDN: " + why);
    }

    /** A link to a blob; empty if there is no network. Equal for some time, so that caches keyed by the whole URL work. */
    public Optional<URI> link(Sha3_384 digest) {
        if (network == null) {
            return Optional.empty();
        }
        long steps = Math.floorDiv(clock.instant().getEpochSecond(), network.lifetime) + 2;
        long expires = steps * network.lifetime;
        return Optional.of(URI.create(network.prefix + "/" + digest.hex() + "?expires=" + expires + "&signature="
                + signature(network, digest.hex(), Long.toString(expires))));
    }

    /** The blob that a link of ours leads to, if it has not ended; the network may ask with it for what it lacks. */
    public Optional<Sha3_384> open(String digest, String expires, String signature) {
        if (network == null || !digest.matches("[0-9a-f]{96}") || !expires.matches("[0-9]{1,12}")) {
            return Optional.empty();
        }
        byte[] expected = signature(network, digest, expires).getBytes(StandardCharsets.US_ASCII);
        boolean genuine = MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
        boolean fresh = Instant.ofEpochSecond(Long.parseLong(expires)).isAfter(clock.instant());
        return genuine && fresh ? Optional.of(new Sha3_384(digest)) : Optional.empty();
    }

    private static String signature(Network network, String digest, String expires) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(network.key);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal((digest + ":" + expires).getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use " + ALGORITHM, e);
        }
    }
}
