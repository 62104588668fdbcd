package org.brandstore.secret;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Lets the start fail if the master key is not the one under which this database was sealed, and not a signature later. */
@ApplicationScoped
class MasterKeyCheck {
    /** Before anything that signs. */
    static final int PRIORITY = 100;

    private final ServerSecrets secrets;

    MasterKeyCheck(ServerSecrets secrets) {
        this.secrets = secrets;
    }

    void check(@Observes @Priority(PRIORITY) StartupEvent event) {
        secrets.get("master-key-check");
    }
}
