package org.brandstore.blob;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where blobs are kept. */
@ConfigMapping(prefix = "brandstore.blob")
public interface BlobConfig {
    Directory directory();

    /** Blobs as files. */
    interface Directory {
        /** The directory, made if it is missing. */
        @WithDefault("storage/data/blobs")
        Path path();
    }
}
