package org.brandstore.release.channel;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How releases behave. */
@ConfigMapping(prefix = "brandstore.release")
public interface ReleaseConfig {
    /** How long a branch stays open after the last release to it, as ISO 8601 duration or a number of seconds. */
    @WithDefault("P30D")
    Duration branchLifetime();
}
