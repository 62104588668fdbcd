package org.brandstore.site;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;

/** Where the store is reached and where it keeps its files. */
@ConfigMapping(prefix = "brandstore.site")
public interface SiteConfig {
    /**
     * The address that clients use, scheme and host and optional port and path. Absolute URLs in answers are built from
     * it and never from a request's {@code Host}.
     */
    @WithDefault("http://localhost:8080")
    URI publicUrl();

    /** The folder of the embedded defaults: database, blobs, master key. */
    @WithDefault("storage/data")
    Path dataDirectory();
}
