package org.brandstore.authority;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** The first start makes the root of trust. */
@ApplicationScoped
class RootAtStart {
    /** After the check of the master key, before everything that signs. */
    private static final int PRIORITY = 200;

    private final AuthorityConfig config;
    private final RootOfTrust root;

    RootAtStart(AuthorityConfig config, RootOfTrust root) {
        this.config = config;
        this.root = root;
    }

    void start(@Observes @Priority(PRIORITY) StartupEvent event) {
        if (config.establishAtStart()) {
            root.establish("system:start");
        }
    }
}
