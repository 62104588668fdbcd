package org.brandstore.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The server that takes this store's mail. Without a host no mail is sent. */
@ConfigMapping(prefix = "brandstore.mail")
public interface SmtpConfig {
    /** The name of the SMTP server, or its address. */
    Optional<String> host();

    /** 587 is usual for STARTTLS, 465 for TLS, 25 for neither. */
    @WithDefault("587")
    int port();

    /** How the connection is protected. */
    @WithDefault("starttls")
    Tls tls();

    /** The address that mail comes from, such as {@code store@example.com}. Needed with a host. */
    Optional<String> from();

    /** Who signs in at the server; absent: nobody does. */
    Optional<String> username();

    /** The password, needed with a user name; better given as a file. */
    Optional<String> password();

    /** A file that holds the password. */
    Optional<Path> passwordFile();

    /** How long sending one mail may take; whoever causes it waits for that. */
    @WithDefault("PT10S")
    Duration timeout();

    /** The ways to protect a connection. */
    enum Tls {
        /** not at all */
        NONE,
        /** a plain connection becomes a protected one, or nothing is sent */
        STARTTLS,
        /** from the first byte on */
        TLS
    }
}
