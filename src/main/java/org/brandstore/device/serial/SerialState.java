package org.brandstore.device.serial;

import java.util.Arrays;
import java.util.Optional;

/** How far a request for a serial is, once it had to wait. */
public enum SerialState {
    /** somebody has to decide */
    WAITING("waiting"),
    /** the device gets its serial when it asks the next time */
    APPROVED("approved"),
    /** the device has got its serial */
    ISSUED("issued"),
    /** the device gets none; a later approval overrules this */
    REJECTED("rejected");

    private final String word;

    SerialState(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<SerialState> find(String word) {
        return Arrays.stream(values()).filter(state -> state.word.equals(word)).findFirst();
    }
}
