package org.brandstore.model;

import java.util.Arrays;
import java.util.Optional;

/**
 * What happens when a device of the model asks for a serial. A new model is manual until somebody says otherwise: whoever
 * can read a model could else be its device.
 */
public enum SerialPolicy {
    /** it gets one at once */
    AUTOMATIC("automatic"),
    /** it waits until somebody decides */
    MANUAL("manual"),
    /** it is refused: no more devices of this model are made */
    CLOSED("closed");

    private final String wireName;

    SerialPolicy(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<SerialPolicy> find(String wireName) {
        return Arrays.stream(values())
                .filter(policy -> policy.wireName.equals(wireName))
                .findFirst();
    }
}
