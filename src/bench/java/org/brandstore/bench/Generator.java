package org.brandstore.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** The process of the {@link LoadGenerator}; one for all rounds, so that it is equally warm in all of them. */
final class Generator implements AutoCloseable {
    static final int CONNECTIONS = 64;

    private final Process process;
    private final Writer rounds;
    private final BufferedReader loads;

    /** @param workload the folder with what {@link PollRequests} reads */
    Generator(Path workload) throws IOException {
        process = new ProcessBuilder(
                        JavaServer.java(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadGenerator.class.getName(),
                        workload.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        rounds = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
        loads = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Polls, and waits for the end of it.
     *
     * @param length of the right answer
     * @param perSecond 0 for as many as are answered
     */
    Load poll(int port, int length, double perSecond, double warmUp, double seconds) throws IOException {
        rounds.write(String.format(
                Locale.ROOT, "%d %d %d %f %f %f%n", port, length, CONNECTIONS, perSecond, warmUp, seconds));
        rounds.flush();
        String line = loads.readLine();
        if (line == null) {
            throw new IOException("the load generator has died");
        }
        Load load = Load.ofLine(line);
        if (load.wrong() > 0) {
            throw new IOException("there were wrong answers: " + load);
        }
        return load;
    }

    @Override
    public void close() throws IOException {
        rounds.close();
        process.destroy();
    }
}
