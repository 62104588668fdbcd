package org.brandstore.snap.listing;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the addresses of a snap are for. */
public enum LinkKind {
    CONTACT,
    DONATION,
    ISSUES,
    SOURCE,
    WEBSITE;

    /** The spelling in requests and records. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<LinkKind> find(String wireName) {
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(wireName))
                .findFirst();
    }
}
