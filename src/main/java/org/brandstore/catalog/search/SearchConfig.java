package org.brandstore.catalog.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How snaps are searched for. */
@ConfigMapping(prefix = "brandstore.search")
public interface SearchConfig {
    /** How long a search waits for the database; after that it looks through what is in memory. */
    @WithDefault("PT0.5S")
    Duration time();
}
