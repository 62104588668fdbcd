package org.brandstore.blob.s3;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.brandstore.blob.BlobConfig;

/** The S3 server that .ci/minio.sh has started, told to the tests by its environment. */
final class S3Environment {
    static final String ENDPOINT = "BRANDSTORE_TEST_S3_ENDPOINT";

    private S3Environment() {}

    /** Configuration for that server. */
    static BlobConfig.S3 config(Path spool, Map<String, String> overrides) {
        Map<String, String> properties = new HashMap<>(Map.of(
                "brandstore.blob.s3.endpoint", variable(ENDPOINT),
                "brandstore.blob.s3.bucket", variable("BRANDSTORE_TEST_S3_BUCKET"),
                "brandstore.blob.s3.access-key", variable("BRANDSTORE_TEST_S3_ACCESS_KEY"),
                "brandstore.blob.s3.secret-key", variable("BRANDSTORE_TEST_S3_SECRET_KEY"),
                "brandstore.blob.s3.spool", spool.toString()));
        properties.putAll(overrides);
        return mapping(properties).s3();
    }

    /** The configuration that these properties make, read like Quarkus reads it. */
    static BlobConfig mapping(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(
                        io.quarkus.runtime.configuration.MemorySize.class,
                        100,
                        new io.quarkus.runtime.configuration.MemorySizeConverter())
                .withConverter(java.time.Duration.class, 100, new io.quarkus.runtime.configuration.DurationConverter())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(BlobConfig.class)
                .build()
                .getConfigMapping(BlobConfig.class);
    }

    private static String variable(String name) {
        return System.getenv(name);
    }
}
