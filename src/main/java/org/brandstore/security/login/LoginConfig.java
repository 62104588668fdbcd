package org.brandstore.security.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
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
    @Min(1) int maxFailures();

    /** How often a wrong one-time password may be tried for one person within the time below. */
    @WithDefault("5")
    @Min(1) int maxCodeFailures();

    /** How many wrong passwords, codes and credentials one client may send within the time below; for IPv6 a client is a /64. */
    @WithDefault("100")
    @Min(1) int maxFailuresPerClient();

    /** How many wrong ones all clients together may send within the time below, to each replica. */
    @WithDefault("5000")
    @Min(1) @Max(1_000_000) int maxFailuresInAll();

    /** How many requests one client may send to the doors that are open to everybody within the time below. */
    @WithDefault("3000")
    @Min(1) int maxRequestsPerClient();

    /** The time that the limits above are about. */
    @WithDefault("PT10M")
    Duration failureWindow();

    /**
     * How many of your own proxies stand before the store, each of which adds to {@code X-Forwarded-For}. With 0 the
     * header is not believed, and behind a proxy all clients would count as one.
     */
    @WithDefault("0")
    @Min(0) @Max(10) int proxies();
}
