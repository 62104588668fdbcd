package org.brandstore.snap.gadget;

import java.util.Arrays;
import java.util.Optional;

/** What a structure is for. */
public enum StructureRole {
    NONE(""),
    MBR("mbr"),
    SYSTEM_BOOT("system-boot"),
    SYSTEM_DATA("system-data"),
    SYSTEM_SEED("system-seed"),
    /** The seed of a classic system with modes, which need not have one. */
    SYSTEM_SEED_NULL("system-seed-null"),
    SYSTEM_SAVE("system-save"),
    SYSTEM_BOOT_STATE("system-boot-state"),
    SYSTEM_BOOT_IMAGE("system-boot-image"),
    SYSTEM_BOOT_SELECT("system-boot-select"),
    SYSTEM_SEED_IMAGE("system-seed-image"),
    SYSTEM_SEED_SELECT("system-seed-select"),
    /** The old name of an image of the system's kernel. */
    BOOT_IMAGE("bootimg"),
    /** The old name of the place of the boot loader's variables. */
    BOOT_SELECT("bootselect");

    private final String wireName;

    StructureRole(String wireName) {
        this.wireName = wireName;
    }

    static Optional<StructureRole> find(String text) {
        return Arrays.stream(values())
                .filter(role -> role.wireName.equals(text))
                .findFirst();
    }

    /** As in the gadget.yaml; empty for none. */
    public String wireName() {
        return wireName;
    }
}
