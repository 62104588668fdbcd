package org.brandstore.blob;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BlobConfigTest {
    @Test
    void defaultsKeepBlobsInTheDataDirectory() {
        BlobConfig config = BlobConfigs.of(Map.of());

        assertThat(config.kind()).isEqualTo(BlobConfig.Kind.DIRECTORY);
        assertThat(config.directory().path()).isEqualTo(Path.of("storage/data/blobs"));
        assertThat(config.s3().endpoint()).isEmpty();
        assertThat(config.s3().publicEndpoint()).isEmpty();
        assertThat(config.s3().bucket()).isEqualTo("brandstore");
        assertThat(config.s3().region()).isEqualTo("us-east-1");
        assertThat(config.s3().accessKey()).isEmpty();
        assertThat(config.s3().accessKeyFile()).isEmpty();
        assertThat(config.s3().secretKey()).isEmpty();
        assertThat(config.s3().secretKeyFile()).isEmpty();
        assertThat(config.s3().largestPut().asLongValue()).isEqualTo(5_368_709_120L);
        assertThat(config.s3().partSize().asLongValue()).isEqualTo(16_777_216L);
        assertThat(config.s3().presignTtl()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.s3().timeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.s3().spool()).isEqualTo(Path.of("storage/data/spool"));
    }

    @Test
    void dataDirectoryMovesBothFolders() {
        BlobConfig config = BlobConfigs.of(Map.of("brandstore.site.data-directory", "/srv/store"));

        assertThat(config.directory().path()).isEqualTo(Path.of("/srv/store/blobs"));
        assertThat(config.s3().spool()).isEqualTo(Path.of("/srv/store/spool"));
    }

    @Test
    void everyKeyIsRead() {
        BlobConfig config = BlobConfigs.of(Map.ofEntries(
                Map.entry("brandstore.blob.kind", "s3"),
                Map.entry("brandstore.blob.directory.path", "/a"),
                Map.entry("brandstore.blob.s3.endpoint", "https://in.example.com:9000"),
                Map.entry("brandstore.blob.s3.public-endpoint", "https://out.example.com"),
                Map.entry("brandstore.blob.s3.bucket", "b"),
                Map.entry("brandstore.blob.s3.region", "eu-1"),
                Map.entry("brandstore.blob.s3.access-key", "ak"),
                Map.entry("brandstore.blob.s3.access-key-file", "/ak"),
                Map.entry("brandstore.blob.s3.secret-key", "sk"),
                Map.entry("brandstore.blob.s3.secret-key-file", "/sk"),
                Map.entry("brandstore.blob.s3.largest-put", "1G"),
                Map.entry("brandstore.blob.s3.part-size", "8M"),
                Map.entry("brandstore.blob.s3.presign-ttl", "PT1M"),
                Map.entry("brandstore.blob.s3.timeout", "PT5S"),
                Map.entry("brandstore.blob.s3.spool", "/spool")));

        assertThat(config.kind()).isEqualTo(BlobConfig.Kind.S3);
        assertThat(config.directory().path()).isEqualTo(Path.of("/a"));
        assertThat(config.s3().endpoint()).contains(URI.create("https://in.example.com:9000"));
        assertThat(config.s3().publicEndpoint()).contains(URI.create("https://out.example.com"));
        assertThat(config.s3().bucket()).isEqualTo("b");
        assertThat(config.s3().region()).isEqualTo("eu-1");
        assertThat(config.s3().accessKey()).contains("ak");
        assertThat(config.s3().accessKeyFile()).contains(Path.of("/ak"));
        assertThat(config.s3().secretKey()).contains("sk");
        assertThat(config.s3().secretKeyFile()).contains(Path.of("/sk"));
        assertThat(config.s3().largestPut().asLongValue()).isEqualTo(1L << 30);
        assertThat(config.s3().partSize().asLongValue()).isEqualTo(8L << 20);
        assertThat(config.s3().presignTtl()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.s3().timeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.s3().spool()).isEqualTo(Path.of("/spool"));
    }
}
