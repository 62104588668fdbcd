package org.brandstore.signing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/** How private keys are made and kept. */
@ConfigMapping(prefix = "brandstore.signing")
public interface SigningConfig {
    /**
     * The master key itself: 32 bytes in base64 or hex. For deployments that hand secrets over in the environment; every
     * replica needs the same one.
     */
    Optional<String> masterKey();

    /** The file with the master key, made at the first start. Without it: {@code master.key} in the data folder. */
    Optional<Path> masterKeyFile();

    /** The size of RSA keys that are made here. Clients that hold their keys outside demand 4096 (assertions.md 1.6). */
    @WithDefault("4096")
    int keyBits();
}
