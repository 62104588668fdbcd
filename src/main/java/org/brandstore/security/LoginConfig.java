package org.brandstore.security;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How the publisher tools sign in. */
@ConfigMapping(prefix = "brandstore.login")
public interface LoginConfig {
    /**
     * The address that the tools are given as sign-on service ({@code UBUNTU_ONE_SSO_URL}). They compare host and port with
     * what the store says, so one store has one such name. Without it: {@code brandstore.site.public-url}.
     */
    Optional<URI> ssoUrl();

    /** How long a discharge works before the tool must fetch a new one, which it does by itself. */
    @WithDefault("P1D")
    Duration dischargeTtl();

    /** How long a credential works if the tool does not say. */
    @WithDefault("P365D")
    Duration credentialTtl();

    /** How often a wrong password may be tried for one e-mail address within the time below; further tries are refused unseen. */
    @WithDefault("20")
    int maxFailures();

    @WithDefault("PT10M")
    Duration failureWindow();
}
