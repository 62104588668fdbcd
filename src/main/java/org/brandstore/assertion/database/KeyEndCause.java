package org.brandstore.assertion.database;

import java.util.Arrays;
import java.util.Optional;

/** Why a key is used no more. */
public enum KeyEndCause {
    /** another key takes over: what it signed before stays good, its times are believed */
    ROTATION("rotation"),
    /** somebody else may have it, who writes whatever time they like: good is only what was held here before */
    THEFT("theft");

    private final String wireName;

    KeyEndCause(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<KeyEndCause> find(String wireName) {
        return Arrays.stream(values())
                .filter(cause -> cause.wireName.equals(wireName))
                .findFirst();
    }
}
