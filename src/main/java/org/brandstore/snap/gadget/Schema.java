package org.brandstore.snap.gadget;

import java.util.Optional;

/** How the disk of a volume is divided. */
public enum Schema {
    MBR,
    GPT,
    /** Hardware partitions, each like a disk of its own. */
    EMMC,
    /** An installer decides. */
    OPEN;

    static Optional<Schema> find(String text) {
        return switch (text) {
            case "mbr" -> Optional.of(MBR);
            case "gpt" -> Optional.of(GPT);
            case "emmc" -> Optional.of(EMMC);
            default -> Optional.empty();
        };
    }
}
