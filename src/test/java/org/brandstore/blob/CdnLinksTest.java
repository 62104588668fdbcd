package org.brandstore.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.brandstore.naming.Sha3_384;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CdnLinksTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:03:00Z");
    private static final Sha3_384 DIGEST = new Sha3_384("0a".repeat(48));
    private static final String SECRET = "a secret of more than sixteen characters";

    /** The configuration by hand. */
    record Config(Optional<URI> url, Optional<String> secret, Optional<Path> secretFile, Duration linkLifetime)
            implements CdnConfig {}

    static CdnLinks links(String url, String secret, Instant now) {
        return new CdnLinks(
                new Config(Optional.of(URI.create(url)), Optional.of(secret), Optional.empty(), Duration.ofMinutes(15)),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    static CdnLinks none() {
        return new CdnLinks(
                new Config(Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofMinutes(15)),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static CdnLinks links(Instant now) {
        return links("https://cdn.example/snaps/", SECRET, now);
    }

    private static Map<String, String> parts(URI link) {
        Map<String, String> parts = new HashMap<>();
        parts.put("digest", link.getPath().substring(link.getPath().lastIndexOf('/') + 1));
        Stream.of(link.getQuery().split("&")).forEach(part -> parts.put(part.split("=", 2)[0], part.split("=", 2)[1]));
        return parts;
    }

    private static Optional<Sha3_384> open(CdnLinks links, Map<String, String> parts) {
        return links.open(parts.get("digest"), parts.get("expires"), parts.get("signature"));
    }

    @Test
    void withoutANetworkThereAreNoLinksAndNoneIsGood() {
        assertThat(none().link(DIGEST)).isEmpty();
        assertThat(open(none(), parts(links(NOW).link(DIGEST).orElseThrow()))).isEmpty();
    }

    @Test
    void aLinkNamesTheBlobItsEndAndASignature() {
        URI link = links(NOW).link(DIGEST).orElseThrow();

        assertThat(link.toString()).startsWith("https://cdn.example/snaps/" + DIGEST.hex() + "?expires=");
        long expires = Long.parseLong(parts(link).get("expires"));
        assertThat(Instant.ofEpochSecond(expires)).isBetween(NOW.plusSeconds(900), NOW.plusSeconds(1800));
        assertThat(open(links(NOW), parts(link))).contains(DIGEST);
        assertThat(links(NOW).link(new Sha3_384("0b".repeat(48)))).isNotEqualTo(Optional.of(link));
    }

    @Test
    void aLinkStaysTheSameForAWhileAndThenIsANewOne() {
        Optional<URI> first = links(NOW).link(DIGEST);

        assertThat(links(NOW.plusSeconds(60)).link(DIGEST)).isEqualTo(first);
        assertThat(links(NOW.plusSeconds(900)).link(DIGEST)).isNotEqualTo(first);
    }

    @Test
    void aLinkEnds() {
        Map<String, String> parts = parts(links(NOW).link(DIGEST).orElseThrow());

        assertThat(open(links(NOW.plusSeconds(900)), parts)).contains(DIGEST);
        assertThat(open(links(NOW.plusSeconds(1800)), parts)).isEmpty();
    }

    @Test
    void aLinkWithAnythingChangedIsGoodForNothing() {
        Map<String, String> parts = parts(links(NOW).link(DIGEST).orElseThrow());
        Map<String, String> changes = Map.of(
                "digest", "0b".repeat(48),
                "expires", Long.toString(Long.parseLong(parts.get("expires")) + 1),
                "signature", parts.get("signature").substring(1));
        changes.forEach((part, value) -> {
            Map<String, String> changed = new HashMap<>(parts);
            changed.put(part, value);
            assertThat(open(links(NOW), changed)).as(part).isEmpty();
        });
        assertThat(open(links("https://cdn.example", "another secret of that length", NOW), parts))
                .isEmpty();
        assertThat(links(NOW).open("../etc/passwd", "1", "x")).isEmpty();
        assertThat(links(NOW).open(DIGEST.hex(), "-1", "x")).isEmpty();
        assertThat(links(NOW).open(DIGEST.hex(), "9".repeat(30), "x")).isEmpty();
    }

    @Test
    void theSecretMayBeInAFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        CdnLinks fromFile = new CdnLinks(
                new Config(
                        Optional.of(URI.create("https://cdn.example/snaps")),
                        Optional.empty(),
                        Optional.of(file),
                        Duration.ofMinutes(15)),
                Clock.fixed(NOW, ZoneOffset.UTC));

        assertThat(fromFile.link(DIGEST)).isEqualTo(links(NOW).link(DIGEST));
    }

    @Test
    void aNetworkThatCannotWorkIsRefusedAtStart() {
        assertThatThrownBy(() -> links("https://cdn.example", "short", NOW)).hasMessageContaining("16 characters");
        assertThatThrownBy(() -> links("https://cdn.example?x=y", SECRET, NOW)).hasMessageContaining("without query");
        assertThatThrownBy(() -> links("cdn", SECRET, NOW)).hasMessageContaining("must be an address");
        assertThatThrownBy(() -> new CdnLinks(
                        new Config(
                                Optional.of(URI.create("https://cdn.example")),
                                Optional.empty(),
                                Optional.empty(),
                                Duration.ofMinutes(15)),
                        Clock.systemUTC()))
                .hasMessageContaining("secret-file");
        assertThatThrownBy(() -> new CdnLinks(
                        new Config(
                                Optional.of(URI.create("https://cdn.example")),
                                Optional.of(SECRET),
                                Optional.empty(),
                                Duration.ofDays(2)),
                        Clock.systemUTC()))
                .hasMessageContaining("link-lifetime");
    }
}
