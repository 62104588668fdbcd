package org.brandstore.device.serial.log;

import java.util.Arrays;
import java.util.Optional;

/** How a serial came into being. */
public enum SigningKind {
    /** a new device */
    FIRST("first"),
    /** the device that has it, again */
    AGAIN("again"),
    /** another key took the serial over */
    REPLACEMENT("replacement"),
    /** the device changed to another model */
    REMODEL("remodel"),
    /** a vault of the brand's own signed it, and the device came here with it */
    ELSEWHERE("elsewhere");

    private final String word;

    SigningKind(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<SigningKind> find(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
}
