package org.brandstore.blob.configured;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.brandstore.blob.BlobConfig;
import org.brandstore.blob.BlobStore;
import org.brandstore.blob.directory.DirectoryBlobStore;
import org.brandstore.blob.s3.S3BlobStore;

/** Makes the blob store that the configuration asks for. */
@ApplicationScoped
class BlobStoreProducer {
    /** At start-up already: a configuration that cannot work should stop the program then, not the first upload. */
    @Produces
    @Singleton
    @Startup
    BlobStore blobStore(BlobConfig config, Clock clock) {
        return switch (config.kind()) {
            case DIRECTORY -> new DirectoryBlobStore(config.directory().path(), clock);
            case S3 -> new WatchedBlobStore(new S3BlobStore(config.s3(), clock));
        };
    }

    void close(@Disposes BlobStore store) {
        if (store instanceof WatchedBlobStore watched) {
            watched.close();
        }
    }
}
