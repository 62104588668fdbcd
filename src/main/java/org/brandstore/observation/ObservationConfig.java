package org.brandstore.observation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is kept of what devices were offered, fetched and reported. */
@ConfigMapping(prefix = "brandstore.observation")
public interface ObservationConfig {
    /** For how long, in whole days. What a device asked last is kept for as long as the device is. */
    @WithDefault("P30D")
    Duration keep();

    /** After what time the same offer or download of the same device is written down again. */
    @WithDefault("P1D")
    Duration again();
}
