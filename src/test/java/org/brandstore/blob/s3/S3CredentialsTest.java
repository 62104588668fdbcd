package org.brandstore.blob.s3;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.brandstore.blob.BlobConfigs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3CredentialsTest {
    @TempDir
    private Path folder;

    @Test
    void keysMayComeFromFiles() throws IOException {
        Path access = Files.writeString(folder.resolve("access"), "an-access-key\n");
        Path secret = Files.writeString(folder.resolve("secret"), "a-secret-key\n");

        assertThatCode(() -> open(Map.of("access-key-file", access.toString(), "secret-key-file", secret.toString())))
                .doesNotThrowAnyException();
    }

    @Test
    void aMissingKeyIsNamed() {
        assertThatThrownBy(() -> open(Map.of("access-key", "a")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot use S3: set one of brandstore.blob.s3.secret-key and"
                        + " brandstore.blob.s3.secret-key-file");
    }

    @Test
    void aKeyGivenTwiceIsRefusedWithoutSayingIt() {
        assertThatThrownBy(() -> open(Map.of("access-key", "a", "secret-key", "hidden", "secret-key-file", "/x")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot use S3: set one of brandstore.blob.s3.secret-key and"
                        + " brandstore.blob.s3.secret-key-file");
    }

    @Test
    void anEmptyFileIsRefused() throws IOException {
        Path secret = Files.writeString(folder.resolve("secret"), "\n");

        assertThatThrownBy(() -> open(Map.of("access-key", "a", "secret-key-file", secret.toString())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot use S3: brandstore.blob.s3.secret-key is empty");
    }

    @Test
    void anUnreadableFileIsNamed() {
        assertThatThrownBy(() -> open(Map.of("access-key", "a", "secret-key-file", "/no/such/file")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot use S3: cannot read /no/such/file, which brandstore.blob.s3.secret-key-file names");
    }

    @Test
    void aMissingEndpointIsNamed() {
        Map<String, String> keys = Map.of("brandstore.blob.s3.access-key", "a", "brandstore.blob.s3.secret-key", "s");

        assertThatThrownBy(() -> new S3BlobStore(BlobConfigs.of(keys).s3(), Clock.systemUTC()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot use S3: brandstore.blob.s3.endpoint is not set");
    }

    private void open(Map<String, String> keys) {
        Map<String, String> properties = new HashMap<>();
        keys.forEach((name, value) -> properties.put("brandstore.blob.s3." + name, value));
        properties.put("brandstore.blob.s3.endpoint", "http://127.0.0.1:9");
        properties.put("brandstore.blob.s3.spool", folder.resolve("spool").toString());
        new S3BlobStore(BlobConfigs.of(properties).s3(), Clock.systemUTC()).close();
    }
}
