package org.brandstore.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.brandstore.assertion.Assertion;
import org.brandstore.assertion.codec.AssertionStreamDecoder;
import org.brandstore.testing.CommandProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide "Take the root key off the server" and the way back, command by command. */
@Tag("faults")
class RootKeyFaultIT {
    private static final Map<String, String> PASSPHRASE = Map.of("BRANDSTORE_PASSPHRASE", "a long passphrase");

    @TempDir
    Path folder;

    @Test
    void theKeyLeavesTheServerAndComesBack() throws Exception {
        run("init");
        String exported = run("trust", "export");
        Path root = Files.writeString(folder.resolve("root.assert"), exported);
        Assertion account = AssertionStreamDecoder.decodeAll(exported.getBytes(StandardCharsets.UTF_8))
                .getFirst();
        Path key = folder.resolve("root-key.pem");

        run("trust", "export-key", "--out", key.toString());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(key)).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
        assertThat(run("trust", "remove-key", "--yes")).isEqualTo("removed\n");

        assertThat(run(
                        "trust",
                        "import-root",
                        "--account",
                        account.text("account-id"),
                        "--key",
                        key.toString(),
                        "--assertions",
                        root.toString()))
                .startsWith("root account: " + account.text("account-id") + "\n");
        assertThat(run("trust", "remove-key", "--yes")).as("it was back").isEqualTo("removed\n");
    }

    private String run(String... arguments) throws Exception {
        return CommandProcess.run(folder, PASSPHRASE, arguments);
    }
}
