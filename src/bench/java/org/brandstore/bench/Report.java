package org.brandstore.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The numbers with how each was measured, as a JSON file. */
final class Report {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root = JSON.createObjectNode();
    private final ObjectNode values = JSON.createObjectNode();
    private final Path file;

    Report(Path file, Scale scale) {
        this.file = file;
        root.put("mode", scale.name());
        ObjectNode machine = root.putObject("machine");
        machine.put("cores", Runtime.getRuntime().availableProcessors());
        machine.put("jdk", System.getProperty("java.runtime.version"));
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        root.set("values", values);
    }

    /** Writes the file at once, so that what was measured before a failure is there. */
    void add(String name, double value, String unit, String how) throws IOException {
        ObjectNode entry = values.putObject(name);
        double rounded = Double.parseDouble(String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.4g", value));
        if (rounded == Math.rint(rounded)) {
            entry.put("value", (long) rounded);
        } else {
            entry.put("value", rounded);
        }
        entry.put("unit", unit);
        entry.put("how", how);
        System.out.printf(Locale.ROOT, "%-24s %s %s%n", name, entry.get("value").asText(), unit);
        Files.createDirectories(file.getParent());
        JSON.writerWithDefaultPrettyPrinter().writeValue(file.toFile(), root);
    }
}
