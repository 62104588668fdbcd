package org.brandstore.snap.metadata;

import java.util.Arrays;
import java.util.Optional;

/** What part a snap plays on a device. */
public enum SnapType {
    APP("app"),
    GADGET("gadget"),
    KERNEL("kernel"),
    /** The {@code core} snap: a base and snapd in one. */
    OS("os"),
    BASE("base"),
    SNAPD("snapd");

    private final String wireName;

    SnapType(String wireName) {
        this.wireName = wireName;
    }

    /** The spelling in snap.yaml, in assertions and on the wire. */
    public String wireName() {
        return wireName;
    }

    /** The type of that spelling; {@code application} is an old spelling of {@code app}. */
    public static Optional<SnapType> find(String wireName) {
        String name = wireName.equals("application") ? "app" : wireName;
        return Arrays.stream(values()).filter(t -> t.wireName.equals(name)).findFirst();
    }
}
