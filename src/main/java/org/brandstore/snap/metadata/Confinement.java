package org.brandstore.snap.metadata;

import java.util.Arrays;
import java.util.Optional;

/** How far a snap is walled in on the device. */
public enum Confinement {
    STRICT("strict"),
    CLASSIC("classic"),
    DEVMODE("devmode");

    private final String wireName;

    Confinement(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Confinement> find(String wireName) {
        return Arrays.stream(values()).filter(c -> c.wireName.equals(wireName)).findFirst();
    }
}
