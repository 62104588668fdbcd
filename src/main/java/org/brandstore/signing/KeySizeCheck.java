package org.brandstore.signing;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Warns of a configuration that is good for tests only. */
@ApplicationScoped
class KeySizeCheck {
    private static final Logger LOG = Logger.getLogger(KeySizeCheck.class);
    private static final int RECOMMENDED_BITS = 4096;

    private final SigningConfig config;

    KeySizeCheck(SigningConfig config) {
        this.config = config;
    }

    void check(@Observes StartupEvent event) {
        if (config.keyBits() < RECOMMENDED_BITS) {
            LOG.warnf("new keys are weak: brandstore.signing.key-bits=%d, 4096 is right", config.keyBits());
        }
    }
}
