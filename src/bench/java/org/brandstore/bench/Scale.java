package org.brandstore.bench;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * How long and how large everything is.
 *
 * @param name of the mode
 * @param devices known to the store, all with a valid session
 * @param rounds turns of everything that is compared
 * @param warmUp seconds of load on each server before the first round
 * @param seconds of each round
 * @param fileMib size of the files that are uploaded and downloaded
 * @param sessions how many sessions are opened in a round
 * @param parallelUploads how many files are uploaded at once
 * @param parallelMib their size
 * @param snaps how many snaps the large catalog has
 * @param parts what to measure
 */
record Scale(
        String name,
        int devices,
        int rounds,
        double warmUp,
        double seconds,
        int fileMib,
        int sessions,
        int parallelUploads,
        int parallelMib,
        int snaps,
        Set<String> parts) {
    private static final Set<String> ALL = Set.of("poll", "session", "upload", "download", "uploads", "catalog");

    static Scale of(String[] args) {
        Set<String> parts = new TreeSet<>(ALL);
        String mode = "full";
        for (String arg : args) {
            switch (arg) {
                case "--quick", "--smoke" -> mode = arg.substring(2);
                default -> {
                    if (!arg.startsWith("--only=")) {
                        throw new IllegalArgumentException("not an option: " + arg
                                + "; there are --quick, --smoke and --only=" + String.join(",", ALL));
                    }
                    parts = new TreeSet<>(
                            Arrays.asList(arg.substring("--only=".length()).split(",", -1)));
                }
            }
        }
        if (!ALL.containsAll(parts)) {
            throw new IllegalArgumentException("there is to be measured: " + String.join(",", ALL));
        }
        return switch (mode) {
            case "smoke" -> new Scale(mode, 10_000, 2, 4, 2, 64, 100, 10, 20, 500, parts);
            case "quick" -> new Scale(mode, 100_000, 5, 20, 6, 256, 1_000, 50, 100, 10_000, parts);
            default -> new Scale(mode, 100_000, 11, 45, 15, 1024, 2_000, 50, 100, 10_000, parts);
        };
    }
}
