package org.brandstore.blob;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.brandstore.blob.directory.DirectoryBlobStore;

/** Makes the blob store that the configuration asks for. */
@ApplicationScoped
class BlobStoreProducer {
    @Produces
    @Singleton
    BlobStore blobStore(BlobConfig config, Clock clock) {
        return new DirectoryBlobStore(config.directory().path(), clock);
    }
}
