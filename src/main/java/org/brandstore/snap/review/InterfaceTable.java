package org.brandstore.snap.review;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The interfaces that devices know, as data: {@code interfaces.csv} beside this class. */
final class InterfaceTable {
    private static final String FILE = "interfaces.csv";
    private static final int COLUMNS = 5;

    private final Map<String, InterfaceRow> rows;

    private InterfaceTable(Map<String, InterfaceRow> rows) {
        this.rows = rows;
    }

    static InterfaceTable standard() {
        try (InputStream in = InterfaceTable.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its table of interfaces");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new InterfaceTable(lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(InterfaceTable::row)
                    .collect(Collectors.toUnmodifiableMap(InterfaceRow::name, Function.identity())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<InterfaceRow> find(String interfaceName) {
        return Optional.ofNullable(rows.get(interfaceName));
    }

    int size() {
        return rows.size();
    }

    private static InterfaceRow row(String line) {
        String[] columns = line.split(",", -1);
        if (columns.length != COLUMNS) {
            throw new IllegalStateException("cannot read the table of interfaces: " + line);
        }
        return new InterfaceRow(
                columns[0],
                InterfaceRow.PlugRule.valueOf(columns[1].toUpperCase(Locale.ROOT)),
                words(columns[2]),
                InterfaceRow.Connects.valueOf(columns[3].toUpperCase(Locale.ROOT)),
                Set.copyOf(words(columns[4])));
    }

    private static List<String> words(String column) {
        return Arrays.stream(column.split(" ", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
