package org.brandstore.snap.metadata;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of component that a snap can have. */
public enum ComponentType {
    STANDARD("standard"),
    /** Modules and firmware for a kernel snap, the only type that can have them. */
    KERNEL_MODULES("kernel-modules"),
    /** Known to snapd for its own tests. */
    TEST("test");

    private final String wireName;

    ComponentType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<ComponentType> find(String wireName) {
        return Arrays.stream(values()).filter(t -> t.wireName.equals(wireName)).findFirst();
    }
}
