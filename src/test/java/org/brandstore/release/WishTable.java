package org.brandstore.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The table of what ends what, as the documentation has it: event, state, what becomes of the wish. */
final class WishTable {
    private static final String START = "## What ends what";

    private WishTable() {}

    /** Cells by {@code event | state}; those that are empty cannot come to be. */
    static Map<String, String> read() throws IOException {
        String text = Files.readString(Path.of("docs/reference/channels.md"));
        List<String> lines = text.substring(text.indexOf(START))
                .lines()
                .skip(1)
                .dropWhile(line -> !line.startsWith("|"))
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        List<String> states = cells(lines.getFirst());
        Map<String, String> table = new TreeMap<>();
        for (String line : lines.subList(2, lines.size())) {
            List<String> cells = cells(line);
            for (int i = 1; i < cells.size(); i++) {
                if (!cells.get(i).isEmpty()) {
                    table.put(cells.getFirst() + " | " + states.get(i), cells.get(i));
                }
            }
        }
        return table;
    }

    private static List<String> cells(String line) {
        return List.of(line.substring(1, line.lastIndexOf('|')).split("\\|", -1)).stream()
                .map(String::strip)
                .toList();
    }
}
