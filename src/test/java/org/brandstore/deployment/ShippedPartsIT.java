package org.brandstore.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The list of what is shipped (CycloneDX), which the build makes for those who look for advisories. */
class ShippedPartsIT {
    private static final Path LIST = Path.of("target/quarkus-run-cyclonedx.json");
    private static final Path SHIPPED = Path.of("target/quarkus-app/lib");

    @Test
    void everyLibraryThatIsShippedIsInTheListWithItsDigest() throws IOException, NoSuchAlgorithmException {
        Set<String> listed = new TreeSet<>();
        for (JsonNode component : new ObjectMapper().readTree(LIST.toFile()).get("components")) {
            for (JsonNode hash : component.path("hashes")) {
                if (hash.get("alg").asText().equals("SHA-256")) {
                    listed.add(hash.get("content").asText());
                }
            }
        }
        TreeMap<String, String> shipped = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SHIPPED)) {
            for (Path jar :
                    files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
                shipped.put(jar.getFileName().toString(), HexFormat.of().formatHex(digest));
            }
        }
        assertThat(shipped).hasSizeGreaterThan(100);
        shipped.values().removeAll(listed);
        assertThat(shipped).isEmpty();
    }
}
