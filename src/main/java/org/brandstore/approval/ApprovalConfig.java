package org.brandstore.approval;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How changes wait for approval. */
@ConfigMapping(prefix = "brandstore.approval")
public interface ApprovalConfig {
    /** How long a proposed change can be approved, as ISO 8601 duration; afterwards it has to be proposed anew. */
    @WithDefault("P30D")
    Duration lifetime();
}
