package org.brandstore.site;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Where the store is reached and where it keeps its files. */
@ConfigMapping(prefix = "brandstore.site")
public interface SiteConfig {
    /**
     * The address that clients use, scheme and host and optional port and path. Absolute URLs in answers are built from
     * it and never from a request's {@code Host}.
     */
    @WithDefault("http://localhost:8080")
    URI publicUrl();

    /**
     * For how long browsers are told to reach the store over HTTPS only, if that is the scheme of the public address. 0 to
     * tell them nothing.
     */
    @WithDefault("P365D")
    Duration httpsOnlyFor();

    /** The folder of the embedded defaults: database, blobs, master key. */
    @WithDefault("storage/data")
    Path dataDirectory();
}
