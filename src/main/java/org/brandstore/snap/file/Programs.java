package org.brandstore.snap.file;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.brandstore.naming.Architecture;
import org.brandstore.snap.squashfs.Inode;
import org.brandstore.snap.squashfs.SquashfsImage;

/**
 * Says for which machines the programs and libraries of a snap are, going by the start of the file: an ELF header names the
 * machine at byte 18, in the byte order that byte 5 names.
 */
final class Programs {
    /** How many files are opened at most, so that a hostile tree cannot keep the reader busy. */
    private static final int MAX_FILES = 4_000;

    private static final int HEADER = 20;
    private static final int BYTE_ORDER = 5;
    private static final int MACHINE = 18;
    private static final int BIG_ENDIAN = 2;
    private static final int EXECUTABLE = 0111;
    /** Where a kernel keeps what runs on the parts of the device and not on its processor. */
    private static final Set<String> FIRMWARE = Set.of("firmware/", "lib/firmware/", "usr/lib/firmware/");

    private final Set<String> runnable;
    private int looked;

    /** @param declared the architectures that the snap.yaml names */
    Programs(Collection<Architecture> declared) {
        this.runnable = declared.stream().map(Architecture::value).collect(Collectors.toSet());
        if (runnable.contains("amd64")) {
            runnable.add("i386"); // such processors run both
        }
        if (runnable.contains("arm64")) {
            runnable.add("armhf");
        }
    }

    /** The architecture of a program that no declared one can run. */
    Optional<String> foreign(SquashfsImage image, String path, Inode.RegularFile file) {
        if (!looksLikeProgram(path, file) || looked >= MAX_FILES) {
            return Optional.empty();
        }
        looked++;
        return machine(image.readStart(file, HEADER)).filter(machine -> !runnable.contains(machine));
    }

    private static boolean looksLikeProgram(String path, Inode.RegularFile file) {
        if (file.size() < HEADER || FIRMWARE.stream().anyMatch(path::startsWith)) {
            return false;
        }
        return (file.attributes().permissions() & EXECUTABLE) != 0
                || path.endsWith(".so")
                || path.contains(".so.")
                || path.endsWith(".ko");
    }

    private static Optional<String> machine(byte[] start) {
        if (start.length < HEADER || start[0] != 0x7F || start[1] != 'E' || start[2] != 'L' || start[3] != 'F') {
            return Optional.empty();
        }
        boolean bigEndian = start[BYTE_ORDER] == BIG_ENDIAN;
        int first = start[MACHINE] & 0xFF;
        int second = start[MACHINE + 1] & 0xFF;
        return switch (bigEndian ? first << 8 | second : second << 8 | first) {
            case 3 -> Optional.of("i386");
            case 21 -> Optional.of(bigEndian ? "powerpc" : "ppc64el");
            case 22 -> Optional.of("s390x");
            case 40 -> Optional.of("armhf");
            case 62 -> Optional.of("amd64");
            case 183 -> Optional.of("arm64");
            case 243 -> Optional.of("riscv64");
            default -> Optional.empty(); // a part of the device, about which the architecture says nothing
        };
    }
}
