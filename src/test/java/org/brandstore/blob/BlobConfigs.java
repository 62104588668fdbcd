package org.brandstore.blob;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Configurations of blob stores, read like the application reads them. */
public final class BlobConfigs {
    /** The variable that says that there is a real S3 server; .ci/minio.sh sets it and the ones beside it. */
    public static final String ENDPOINT = "BRANDSTORE_TEST_S3_ENDPOINT";

    private static final int PRIORITY = 100;

    private BlobConfigs() {}

    public static BlobConfig of(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(MemorySize.class, PRIORITY, new MemorySizeConverter())
                .withConverter(Duration.class, PRIORITY, new DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "test", PRIORITY))
                .withMapping(BlobConfig.class)
                .build()
                .getConfigMapping(BlobConfig.class);
    }

    /** For the real S3 server. */
    public static BlobConfig.S3 server(Path spool, Map<String, String> overrides) {
        return s3(
                System.getenv(ENDPOINT),
                System.getenv("BRANDSTORE_TEST_S3_BUCKET"),
                System.getenv("BRANDSTORE_TEST_S3_ACCESS_KEY"),
                System.getenv("BRANDSTORE_TEST_S3_SECRET_KEY"),
                spool,
                overrides);
    }

    /** For a server of the test's own, which takes any keys. */
    public static BlobConfig.S3 pretended(String endpoint, Path spool) {
        return s3(endpoint, "bucket", "some-access-key", "some-secret-key", spool, Map.of());
    }

    private static BlobConfig.S3 s3(
            String endpoint,
            String bucket,
            String accessKey,
            String secretKey,
            Path spool,
            Map<String, String> overrides) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "brandstore.blob.s3.endpoint", endpoint,
                "brandstore.blob.s3.bucket", bucket,
                "brandstore.blob.s3.access-key", accessKey,
                "brandstore.blob.s3.secret-key", secretKey,
                "brandstore.blob.s3.spool", spool.toString()));
        properties.putAll(overrides);
        return of(properties).s3();
    }
}
