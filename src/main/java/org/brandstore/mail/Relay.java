package org.brandstore.mail;

import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The configured server, checked. */
record Relay(String host, int port, SmtpConfig.Tls tls, String from, Optional<Login> login, Duration timeout) {
    private static final int LAST_PORT = 65_535;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final int GRACE = 500;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "::1");

    /** Who signs in. */
    record Login(String username, String password) {
        @Override
        public String toString() {
            return username;
        }
    }

    /**
     * @return empty if no host is named
     * @throws IllegalStateException if one is, and something that it needs is missing or unusable
     */
    static Optional<Relay> of(SmtpConfig config) {
        return config.host().map(host -> of(host.strip(), config));
    }

    private static Relay of(String host, SmtpConfig config) {
        String from = config.from().orElse("");
        require(Letter.isAddress(from), "brandstore.mail.from must be a plain address such as store@example.com");
        require(config.port() > 0 && config.port() <= LAST_PORT, "brandstore.mail.port must be from 1 to 65535");
        Duration timeout = config.timeout();
        require(
                timeout.toSeconds() >= 1 && timeout.compareTo(LONGEST) <= 0,
                "brandstore.mail.timeout must be from a second to a minute");
        Optional<Login> login = login(config);
        require(
                login.isEmpty() || config.tls() != SmtpConfig.Tls.NONE || LOOPBACK.contains(host),
                "a password goes over a protected connection only, or to this machine: set brandstore.mail.tls");
        return new Relay(host, config.port(), config.tls(), from, login, timeout);
    }

    private static Optional<Login> login(SmtpConfig config) {
        boolean given = config.password().isPresent() || config.passwordFile().isPresent();
        require(
                !(config.password().isPresent() && config.passwordFile().isPresent()),
                "set one of brandstore.mail.password and brandstore.mail.password-file");
        require(
                config.username().isPresent() == given,
                "brandstore.mail.username and a password belong together: set both, or neither");
        return config.username()
                .map(username -> new Login(
                        username,
                        config.password()
                                .or(() -> config.passwordFile().map(Relay::read))
                                .orElse("")));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new IllegalStateException("cannot use the mail server: cannot read " + file, e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException("cannot use the mail server: " + otherwise);
        }
    }

    /** How the client connects. It checks by itself that a certificate is of this host; naming the check would undo that. */
    MailConfig options() {
        int millis = (int) timeout.toMillis();
        MailConfig options = new MailConfig(host, port)
                .setSsl(tls == SmtpConfig.Tls.TLS)
                .setStarttls(tls == SmtpConfig.Tls.STARTTLS ? StartTLSOptions.REQUIRED : StartTLSOptions.DISABLED)
                .setOwnHostname(from.substring(from.indexOf('@') + 1))
                .setUserAgent("brandstore")
                .setAuthMethods("PLAIN LOGIN")
                .setPipelining(false)
                .setKeepAlive(false);
        // What hangs is given up after the timeout, and its connection ends soon after that.
        options.setConnectTimeout(millis).setIdleTimeout(millis + GRACE).setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        login.ifPresentOrElse(
                who -> options.setLogin(LoginOption.REQUIRED)
                        .setUsername(who.username())
                        .setPassword(who.password()),
                () -> options.setLogin(LoginOption.DISABLED));
        return options;
    }
}
