package org.brandstore.cli.fleet;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What the clients of one kind in a {@link Crowd} met.
 *
 * @param values how often each status or failure came, and the latencies of what was not refused, in milliseconds
 */
record CrowdReport(String name, Map<String, Long> values) {
    private static final Set<String> MEASURES = Set.of("p50", "p99", "max", "without-retry-after");

    /** The statuses and failures that came. */
    Set<String> outcomes() {
        return values.keySet().stream().filter(key -> !MEASURES.contains(key)).collect(Collectors.toSet());
    }

    long count(String key) {
        return values.getOrDefault(key, 0L);
    }

    /** A crowd that is being gathered. */
    static final class Plan {
        private final Path folder;
        private final List<String> arguments = new ArrayList<>();

        /** @param folder where the requests are kept */
        Plan(Path folder) {
            this.folder = folder;
        }

        /** @param pauseMillis how long a client goes away after 429 */
        Plan with(String name, int clients, long pauseMillis, byte[] request) throws IOException {
            Path file = folder.resolve(name + ".http");
            Files.write(file, request);
            arguments.addAll(List.of(name, Integer.toString(clients), Long.toString(pauseMillis), file.toString()));
            return this;
        }

        /** Begins; ends by itself after the given time. */
        Running start(URI url, int seconds) throws IOException {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-cp",
                    System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                    Crowd.class.getName(),
                    Integer.toString(url.getPort()),
                    Integer.toString(seconds)));
            command.addAll(arguments);
            return new Running(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        }
    }

    /** A crowd at work in a process of its own. */
    record Running(Process process) implements AutoCloseable {
        /** The reports by name, when all clients have gone. */
        Map<String, CrowdReport> await() throws IOException, InterruptedException {
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            System.out.print(output);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the load generator failed");
            }
            Map<String, CrowdReport> reports = new LinkedHashMap<>();
            output.lines().map(CrowdReport::parse).forEach(report -> reports.put(report.name(), report));
            return reports;
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private static CrowdReport parse(String line) {
        String[] words = line.split(" ", -1);
        Map<String, Long> values = new TreeMap<>();
        for (int i = 1; i < words.length; i++) {
            String[] parts = words[i].split("=", 2);
            values.put(parts[0], Long.valueOf(parts[1]));
        }
        return new CrowdReport(words[0], values);
    }
}
