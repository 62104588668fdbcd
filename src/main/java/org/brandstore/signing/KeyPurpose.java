package org.brandstore.signing;

import java.util.Arrays;
import java.util.Optional;

/** For what a key of an account is used. */
public enum KeyPurpose {
    /** signs the store key and nothing else */
    ROOT("root"),
    /** signs accounts, account keys, declarations, revisions: nearly everything that the store says */
    STORE("store"),
    /** signs a brand's models */
    MODEL("model"),
    /** signs the serials of a brand's devices */
    SERIAL("serial"),
    /** signs what a publisher says: validations, validation sets, builds */
    PUBLISHER("publisher");

    private final String wireName;

    KeyPurpose(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<KeyPurpose> find(String wireName) {
        return Arrays.stream(values())
                .filter(purpose -> purpose.wireName.equals(wireName))
                .findFirst();
    }
}
