package org.brandstore.authority;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** How this server's own root of trust is named when it is made. Without effect once there is one. */
@ConfigMapping(prefix = "brandstore.authority")
public interface AuthorityConfig {
    /** Whether a start without a root makes one. Commands that bring in an existing root switch it off. */
    @WithDefault("true")
    boolean establishAtStart();

    /** The id of the root account; 32 letters and digits are drawn if absent. */
    Optional<String> accountId();

    /** What users read as the name of the root account. */
    @WithDefault("Brand store")
    String displayName();

    /** The root account's user name. */
    @WithDefault("brand-store")
    String username();
}
