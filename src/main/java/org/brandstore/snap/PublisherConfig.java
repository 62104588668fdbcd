package org.brandstore.snap;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What publishers may do. */
@ConfigMapping(prefix = "brandstore.publisher")
public interface PublisherConfig {
    /** Names that nobody may register, such as those of snaps that come from elsewhere. */
    Optional<Set<String>> reservedNames();

    /** How many names one publisher may register within the time below. */
    @WithDefault("100")
    int registrationLimit();

    /** The time that the limit above is about. */
    @WithDefault("PT1H")
    Duration registrationWindow();
}
