package org.brandstore.snap.gadget;

import java.util.Arrays;
import java.util.Optional;

/** What a structure is formatted as. */
public enum Filesystem {
    /** The gadget does not say. */
    UNSAID(""),
    NONE("none"),
    EXT4("ext4"),
    VFAT("vfat"),
    VFAT_16("vfat-16"),
    VFAT_32("vfat-32");

    private final String wireName;

    Filesystem(String wireName) {
        this.wireName = wireName;
    }

    static Optional<Filesystem> find(String text) {
        return Arrays.stream(values()).filter(f -> f.wireName.equals(text)).findFirst();
    }

    /** Whether the gadget names one that holds files. */
    boolean isNamed() {
        return this != UNSAID && this != NONE;
    }

    /** Whether its labels mean the same in capitals. */
    boolean isFat() {
        return this == VFAT || this == VFAT_16 || this == VFAT_32;
    }
}
