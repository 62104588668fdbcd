package org.brandstore.signing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How private keys are made. */
@ConfigMapping(prefix = "brandstore.signing")
public interface SigningConfig {
    /** The size of RSA keys that are made here. Clients that hold their keys outside demand 4096 (assertions.md 1.6). */
    @WithDefault("4096")
    @Min(2048) @Max(16384) int keyBits();
}
