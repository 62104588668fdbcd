package org.brandstore.snap.metadata;

import java.util.Arrays;
import java.util.Optional;

/** What its developer thinks a revision is good for; a snap that does not say is taken as {@link #STABLE}. */
public enum Grade {
    STABLE("stable"),
    DEVEL("devel");

    private final String wireName;

    Grade(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<Grade> find(String wireName) {
        return Arrays.stream(values()).filter(g -> g.wireName.equals(wireName)).findFirst();
    }
}
