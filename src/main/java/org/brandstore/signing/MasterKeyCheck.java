package org.brandstore.signing;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Lets the start fail if the master key is not the one under which this database was sealed, and not a signature later. */
@ApplicationScoped
class MasterKeyCheck {
    /** Before anything that signs. */
    static final int PRIORITY = 100;

    private static final Logger LOG = Logger.getLogger(MasterKeyCheck.class);
    private static final int RECOMMENDED_BITS = 4096;

    private final ServerSecrets secrets;
    private final SigningConfig config;

    MasterKeyCheck(ServerSecrets secrets, SigningConfig config) {
        this.secrets = secrets;
        this.config = config;
    }

    void check(@Observes @Priority(PRIORITY) StartupEvent event) {
        secrets.get("master-key-check");
        if (config.keyBits() < RECOMMENDED_BITS) {
            LOG.warnf("new keys are weak: bits=%d, for anything but tests use 4096", config.keyBits());
        }
    }
}
