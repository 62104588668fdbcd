package org.brandstore.secret;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where the master key comes from. */
@ConfigMapping(prefix = "brandstore.signing")
public interface MasterKeyConfig {
    /**
     * The master key itself: 32 bytes in base64 or hex. For deployments that hand secrets over in the environment; every
     * replica needs the same one.
     */
    Optional<String> masterKey();

    /** The file with the master key, made at the first start. Without it: {@code master.key} in the data folder. */
    Optional<Path> masterKeyFile();
}
