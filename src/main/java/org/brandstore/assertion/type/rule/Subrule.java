package org.brandstore.assertion.type.rule;

import java.util.Locale;

/** The six parts of a rule (assertions.md 3.8). */
enum Subrule {
    ALLOW_INSTALLATION,
    DENY_INSTALLATION,
    ALLOW_CONNECTION,
    DENY_CONNECTION,
    ALLOW_AUTO_CONNECTION,
    DENY_AUTO_CONNECTION;

    String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isInstallation() {
        return this == ALLOW_INSTALLATION || this == DENY_INSTALLATION;
    }

    /** Whether constraints on numbers of connections may stand here. */
    boolean countsConnections() {
        return this == ALLOW_CONNECTION || this == ALLOW_AUTO_CONNECTION;
    }
}
