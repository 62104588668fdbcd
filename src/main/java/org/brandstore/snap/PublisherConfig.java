package org.brandstore.snap;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** What publishers may do. */
@ConfigMapping(prefix = "brandstore.publisher")
public interface PublisherConfig {
    /** Names that nobody may register, such as those of snaps that come from elsewhere. */
    Optional<Set<String>> reservedNames();
}
