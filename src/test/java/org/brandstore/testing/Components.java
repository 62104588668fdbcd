package org.brandstore.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** Component files of any name. */
public final class Components {
    private Components() {}

    /** @param more further lines of the component.yaml */
    public static byte[] of(String snap, String name, String type, String more) {
        String yaml = "component: " + snap + "+" + name + "\ntype: " + type + "\nsummary: A component\n"
                + "description: For tests.\n" + more;
        return SnapFile.withFiles(Map.of("meta", Map.of("component.yaml", yaml.getBytes(UTF_8))));
    }

    /** An ELF header for a machine of that number, little-endian, and some bytes more. */
    public static byte[] elf(int machine) {
        byte[] file = new byte[64];
        file[0] = 0x7F;
        file[1] = 'E';
        file[2] = 'L';
        file[3] = 'F';
        file[4] = 2;
        file[5] = 1;
        file[18] = (byte) machine;
        file[19] = (byte) (machine >> 8);
        return file;
    }
}
