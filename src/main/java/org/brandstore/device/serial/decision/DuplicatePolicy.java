package org.brandstore.device.serial.decision;

import java.util.Arrays;
import java.util.Optional;

/** What happens when a serial is asked for that a device has already. */
public enum DuplicatePolicy {
    /** it is refused, to the same device as well: each device registers once */
    REJECT("reject"),
    /** the device that has the serial gets it again, any other key is refused */
    SAME_KEY("same-key"),
    /** who asks gets the next revision of the serial, which ends the use of the one before */
    NEW_REVISION("new-revision"),
    /** the device that has the serial gets it again; another key waits until somebody decides */
    ASK("ask");

    private final String wireName;

    DuplicatePolicy(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<DuplicatePolicy> find(String wireName) {
        return Arrays.stream(values())
                .filter(policy -> policy.wireName.equals(wireName))
                .findFirst();
    }
}
