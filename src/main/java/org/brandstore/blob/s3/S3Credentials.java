package org.brandstore.blob.s3;

import io.minio.MinioClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import okhttp3.OkHttpClient;
import org.brandstore.blob.BlobConfig;

/** What the server knows us by. Not a record, so that no text form of it exists. */
final class S3Credentials {
    private final String accessKey;
    private final String secretKey;

    private S3Credentials(String accessKey, String secretKey) {
        this.accessKey = accessKey;
        this.secretKey = secretKey;
    }

    /** @throws IllegalStateException if a key is missing, given twice, or in a file that cannot be read */
    static S3Credentials read(BlobConfig.S3 config) {
        return new S3Credentials(
                key("access-key", config.accessKey(), config.accessKeyFile()),
                key("secret-key", config.secretKey(), config.secretKeyFile()));
    }

    MinioClient client(URI endpoint, String region, OkHttpClient http) {
        return MinioClient.builder()
                .endpoint(endpoint.toString())
                .region(region)
                .credentials(accessKey, secretKey)
                .httpClient(http)
                .build();
    }

    private static String key(String name, Optional<String> value, Optional<Path> file) {
        String property = "brandstore.blob.s3." + name;
        if (value.isPresent() == file.isPresent()) {
            throw new IllegalStateException("cannot use S3: set one of %1$s and %1$s-file".formatted(property));
        }
        return value.or(() -> file.map(path -> read(property, path)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> new IllegalStateException("cannot use S3: " + property + " is empty"));
    }

    private static String read(String property, Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "cannot use S3: cannot read %s, which %s-file names".formatted(path, property), e);
        }
    }
}
