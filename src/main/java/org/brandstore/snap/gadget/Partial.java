package org.brandstore.snap.gadget;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a volume leaves to an installer. */
public enum Partial {
    SIZE,
    FILESYSTEM,
    SCHEMA,
    STRUCTURE;

    static Optional<Partial> find(String text) {
        return Arrays.stream(values())
                .filter(p -> p.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }
}
