package org.brandstore.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StorageFilesTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z0-9_]+)(:?[-?][^}]*)?}");

    @Test
    void noSecretHasADefault() throws IOException {
        Matcher variables = VARIABLE.matcher(Files.readString(Path.of("storage/compose.yaml")));
        Set<String> needed = new TreeSet<>();
        while (variables.find()) {
            if (variables.group(1).matches(".*(PASSWORD|USER|KEY).*")) {
                assertThat(variables.group(2)).as(variables.group(1)).isEqualTo(":?is not set");
                needed.add(variables.group(1));
            }
        }

        assertThat(Files.readAllLines(Path.of("storage/example.env")).stream()
                        .filter(line -> line.contains("=") && !line.startsWith("#")))
                .containsExactlyInAnyOrderElementsOf(
                        needed.stream().map(name -> name + "=").toList());
        assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("/storage/.env", "/storage/data/");
    }

    @Test
    void onlyThisMachineReachesTheServers() {
        Manifest services = Manifest.read(Path.of("storage/compose.yaml")).at("services");

        for (String service : List.of("postgres", "minio")) {
            assertThat(services.at(service).texts("ports"))
                    .isNotEmpty()
                    .allMatch(port -> port.startsWith("127.0.0.1:"));
        }
    }

    /** JSON is YAML. */
    @Test
    void theStoreMayDoNothingOutsideItsPrefix() {
        List<Manifest> statements =
                Manifest.read(Path.of("storage/minio/policy.json")).list("Statement");

        assertThat(statements)
                .hasSize(2)
                .allMatch(statement -> statement.text("Effect").equals("Allow"));
        assertThat(statements.get(0).texts("Action")).containsExactly("s3:ListBucket", "s3:GetBucketLocation");
        assertThat(statements.get(0).texts("Resource")).containsExactly("arn:aws:s3:::brandstore");
        assertThat(statements.get(1).texts("Action"))
                .containsExactly(
                        "s3:GetObject",
                        "s3:PutObject",
                        "s3:DeleteObject",
                        "s3:AbortMultipartUpload",
                        "s3:ListMultipartUploadParts");
        assertThat(statements.get(1).texts("Resource")).containsExactly("arn:aws:s3:::brandstore/sha3-384/*");
    }

    @Test
    void lifecycleRulesNeverExpireABlobInUse() {
        for (String file : List.of("storage/minio/lifecycle.json", "storage/s3/lifecycle.json")) {
            for (Manifest rule : Manifest.read(Path.of(file)).list("Rules")) {
                assertThat(rule.at("Filter").text("Prefix")).isEqualTo("sha3-384/");
                if (rule.has("Expiration")) {
                    assertThat(rule.at("Expiration").map()).containsOnlyKeys("ExpiredObjectDeleteMarker");
                }
            }
        }
    }
}
