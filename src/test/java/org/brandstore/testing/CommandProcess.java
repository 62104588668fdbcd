package org.brandstore.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a command of the packaged program in a process of its own. */
public final class CommandProcess {
    private static final Path ARCHIVE = Path.of("target/commands.jsa").toAbsolutePath();

    private CommandProcess() {}

    /**
     * What the command printed on its standard output.
     *
     * @param folder the working folder of the store that it belongs to
     * @throws IllegalStateException if the command fails
     */
    public static String run(Path folder, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // it ends before the better compiler would pay
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                // the first command keeps what all have to load, which is half of what a command costs
                "-XX:+AutoCreateSharedArchive",
                "-XX:SharedArchiveFile=" + ARCHIVE,
                "-Xlog:disable",
                "-Dbrandstore.signing.key-bits=2048",
                "-jar",
                Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString()));
        command.addAll(Arrays.asList(arguments));
        Path errors = folder.resolve("command.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.appendTo(errors.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(3, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IllegalStateException(
                    String.join(" ", arguments) + " failed: " + output + Files.readString(errors));
        }
        return output;
    }
}
