package org.brandstore.blob;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where blobs are kept. */
@ConfigMapping(prefix = "brandstore.blob")
public interface BlobConfig {
    /** A directory of this machine, or a bucket of an S3 server. Several replicas need S3 or a shared directory. */
    @WithDefault("directory")
    Kind kind();

    @Valid Directory directory();

    @Valid S3 s3();

    /** The ways to keep blobs. */
    enum Kind {
        DIRECTORY,
        S3
    }

    /** Used if the kind is directory. */
    interface Directory {
        /** The directory, made if it is missing. */
        @WithDefault("${brandstore.site.data-directory:storage/data}/blobs")
        Path path();
    }

    /** Used if the kind is s3: MinIO or another server that speaks S3. */
    interface S3 {
        /** The server's URL without a path, such as {@code https://minio.example.com:9000}. Needed. */
        Optional<URI> endpoint();

        /** The URL under which devices reach the server, if it is another one; presigned URLs start with it. */
        Optional<URI> publicEndpoint();

        /** The bucket; it must exist. */
        @WithDefault("brandstore")
        @NotBlank String bucket();

        /** The region that requests are signed for. */
        @WithDefault("us-east-1")
        @NotBlank String region();

        /** The access key. Needed, here or as a file. */
        Optional<String> accessKey();

        /** A file that holds the access key. */
        Optional<Path> accessKeyFile();

        /** The secret key; better given as a file. */
        Optional<String> secretKey();

        /** A file that holds the secret key. */
        Optional<Path> secretKeyFile();

        /** A blob up to this size is sent in one request, straight from the spool; S3 takes at most 5 GiB. */
        @WithDefault("5G")
        MemorySize largestPut();

        /** A larger blob is sent in parts of this size, 5 MiB to 5 GiB; one part at a time is held in memory. */
        @WithDefault("16M")
        MemorySize partSize();

        /** For how long a URL that a device is sent to works; a slow download that has begun is not cut. */
        @WithDefault("PT10M")
        Duration presignTtl();

        /** How long to wait for the server to accept a connection, and then for each piece of data. */
        @WithDefault("PT20S")
        Duration timeout();

        /** Local directory in which an upload is collected before it is sent on; made if it is missing. */
        @WithDefault("${brandstore.site.data-directory:storage/data}/spool")
        Path spool();
    }
}
