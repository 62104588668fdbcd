package org.brandstore.model;

import java.util.Arrays;
import java.util.Optional;

/** Whom a model gives serials, as a brand says it about a new one. */
public enum SerialDoor {
    /** each device after somebody's decision */
    MANUAL("manual"),
    /** every device that asks, at once: also one that no factory of the brand made */
    AUTOMATIC("automatic"),
    /** every device that shows the model's API key, at once */
    API_KEY("api-key");

    private final String wireName;

    SerialDoor(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<SerialDoor> find(String wireName) {
        return Arrays.stream(values())
                .filter(door -> door.wireName.equals(wireName))
                .findFirst();
    }
}
