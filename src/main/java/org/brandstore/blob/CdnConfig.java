package org.brandstore.blob;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A content delivery network in front of the files that devices download. */
@ConfigMapping(prefix = "brandstore.cdn")
public interface CdnConfig {
    /** Where the network serves files, such as {@code https://cdn.example.com/snaps}; absent: devices get files from here. */
    Optional<URI> url();

    /** What the network shares with this store to tell our links from others; at least 16 characters, better as a file. */
    Optional<String> secret();

    /** A file that holds the secret. */
    Optional<Path> secretFile();

    /** How long a link works at least, from one second to a day; it works up to twice as long, so that links stay the same for a while. */
    @WithDefault("PT15M")
    Duration linkLifetime();
}
