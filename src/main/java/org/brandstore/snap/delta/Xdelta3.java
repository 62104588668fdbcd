package org.brandstore.snap.delta;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The program {@code xdelta3}, run as a process of its own with limits that the system enforces: memory, processor time,
 * and the size of what it writes. Clients apply a delta with {@code xdelta3 -d -s SOURCE DELTA TARGET}.
 */
final class Xdelta3 {
    private static final Pattern VERSION = Pattern.compile("version ([0-9][0-9.]*)");
    private static final long SMALLEST_WINDOW = 1L << 20;
    private static final int MOST_WORDS = 4096;
    private static final Duration PROBE_TIME = Duration.ofSeconds(20);

    private final String program;
    private final long memory;
    private final Duration time;

    /** @param memory in bytes */
    Xdelta3(String program, long memory, Duration time) {
        this.program = program;
        this.memory = memory;
        this.time = time;
    }

    /** The version of the program, or empty if it does not run here. */
    Optional<String> version() {
        try {
            Process process = start(limited(List.of(program, "-V"), MOST_WORDS).redirectErrorStream(true));
            try (InputStream out = process.getInputStream()) {
                Matcher matcher = VERSION.matcher(new String(out.readNBytes(4096), StandardCharsets.UTF_8));
                return finish(process, PROBE_TIME) && matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Writes the delta between two files.
     *
     * @param most how many bytes the delta may have
     * @return false if it would have more
     * @throws IOException if the program fails or needs more than it may have
     */
    boolean encode(Path source, Path target, Path delta, long most) throws IOException {
        // the whole source in view, as far as the memory goes; the rest of the memory is for the program's own tables
        long window = Math.clamp(
                Long.highestOneBit(Files.size(source)) * 2, SMALLEST_WINDOW, Math.max(SMALLEST_WINDOW, memory / 4));
        Path words = delta.resolveSibling("words");
        // -D: bytes as they are, even if they look compressed; -S none, -A=: readable by every build of the program
        List<String> command = List.of(
                program,
                "-e",
                "-3",
                "-D",
                "-q",
                "-f",
                "-S",
                "none",
                "-A=",
                "-B",
                Long.toString(window),
                "-s",
                source.toString(),
                target.toString(),
                delta.toString());
        ProcessBuilder builder = limited(command, most + MOST_WORDS).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = start(builder.redirectError(words.toFile()));
        boolean finished = finish(process, time);
        if (finished && process.exitValue() == 0) {
            return Files.size(delta) <= most;
        }
        if (Files.exists(delta) && Files.size(delta) > most) {
            return false;
        }
        throw new IOException(
                finished
                        ? "xdelta3 ended with " + process.exitValue() + ": " + read(words)
                        : "xdelta3 took longer than " + time);
    }

    /**
     * Applies a delta as a client does, and hands over what comes of it piece by piece.
     *
     * @throws IOException if the program fails or needs more than it may have
     */
    void decode(Path source, Path delta, Consumer<byte[]> pieces) throws IOException {
        Path words = delta.resolveSibling("words");
        List<String> command = List.of(program, "-d", "-q", "-c", "-s", source.toString(), delta.toString());
        Process process = start(limited(command, MOST_WORDS).redirectError(words.toFile()));
        Thread watch = Thread.ofVirtual().start(() -> finish(process, time));
        try (InputStream out = process.getInputStream()) {
            byte[] piece = out.readNBytes(1 << 16);
            while (piece.length > 0) {
                pieces.accept(piece);
                piece = out.readNBytes(1 << 16);
            }
            if (!finish(process, time) || process.exitValue() != 0) {
                throw new IOException("xdelta3 cannot apply its delta: " + read(words));
            }
        } finally {
            process.destroyForcibly();
            watch.interrupt();
        }
    }

    /**
     * Has the limits set before the program begins, by {@code prlimit} of util-linux, which then becomes the program.
     *
     * @param output the most bytes of a file that may be written
     */
    private ProcessBuilder limited(List<String> command, long output) {
        List<String> all = new ArrayList<>(List.of(
                "prlimit",
                "--as=" + memory,
                "--cpu=" + Math.max(1, time.toSeconds()),
                "--fsize=" + output,
                "--core=0",
                "--"));
        all.addAll(command);
        return new ProcessBuilder(all);
    }

    private static Process start(ProcessBuilder builder) throws IOException {
        builder.environment().remove("XDELTA"); // would add options of its own
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    /** Whether the process ended by itself in time; one that did not is ended. */
    private static boolean finish(Process process, Duration time) {
        try {
            if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
            process.destroyForcibly().waitFor();
            return false;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String read(Path words) throws IOException {
        if (!Files.exists(words)) {
            return "";
        }
        try (InputStream in = Files.newInputStream(words)) {
            return new String(in.readNBytes(MOST_WORDS), StandardCharsets.UTF_8).strip();
        }
    }
}
