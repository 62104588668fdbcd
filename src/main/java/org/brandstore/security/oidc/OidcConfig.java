package org.brandstore.security.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** An identity provider for signing in to the console. Without an issuer there is none. */
@ConfigMapping(prefix = "brandstore.oidc")
public interface OidcConfig {
    /** The provider's issuer, as its own configuration spells it. Must be https, save on the loopback address. */
    Optional<URI> issuer();

    /** How this store is called at the provider. Needed with an issuer. */
    Optional<String> clientId();

    /** The secret that the provider gave for it; better given as a file. Absent: a public client, which PKCE alone protects. */
    Optional<String> clientSecret();

    /** A file that holds the secret. */
    Optional<Path> clientSecretFile();

    /** What the button of the sign-in page calls the provider. */
    @WithDefault("single sign-on")
    String name();

    /** How long to wait for each answer of the provider. */
    @WithDefault("PT10S")
    Duration timeout();
}
