package org.brandstore.testing;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real MinIO server that {@code .ci/minio.sh} started for the tests; it can be stopped, killed and started again. */
public final class MinioProcess implements AutoCloseable {
    private static final String PID = "BRANDSTORE_TEST_S3_PID";

    private final List<String> command;
    private final List<String> environment;
    private final URI endpoint = URI.create(System.getenv("BRANDSTORE_TEST_S3_ENDPOINT"));
    private long pid;
    private boolean ours;

    private MinioProcess(long pid) throws IOException {
        this.pid = pid;
        this.command = strings(pid, "cmdline");
        this.environment = strings(pid, "environ");
    }

    /** The server, if the tests run beside one. */
    public static Optional<MinioProcess> find() throws IOException {
        String pid = System.getenv(PID);
        return pid == null ? Optional.empty() : Optional.of(new MinioProcess(Long.parseLong(pid)));
    }

    /** What a store needs to use it. */
    public static Map<String, String> config() {
        return Map.of(
                "brandstore.blob.kind", "s3",
                "brandstore.blob.s3.endpoint", System.getenv("BRANDSTORE_TEST_S3_ENDPOINT"),
                "brandstore.blob.s3.bucket", System.getenv("BRANDSTORE_TEST_S3_BUCKET"),
                "brandstore.blob.s3.access-key", System.getenv("BRANDSTORE_TEST_S3_ACCESS_KEY"),
                "brandstore.blob.s3.secret-key", System.getenv("BRANDSTORE_TEST_S3_SECRET_KEY"));
    }

    /** From now on it accepts connections and says nothing. */
    public void hang() throws IOException, InterruptedException {
        signal("-STOP");
    }

    public void goOn() throws IOException, InterruptedException {
        signal("-CONT");
    }

    public void kill() throws IOException, InterruptedException {
        signal("-KILL");
        while (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() && answers()) {
            Thread.sleep(20);
        }
    }

    /** Starts it as it was started, with what it keeps. */
    public void startAgain() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().clear();
        for (String variable : environment) {
            String[] parts = variable.split("=", 2);
            builder.environment().put(parts[0], parts[1]);
        }
        pid = builder.start().pid();
        ours = true;
        while (!answers()) {
            Thread.sleep(50);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", name, Long.toString(pid)).inheritIO().start().waitFor();
    }

    private static List<String> strings(long pid, String file) throws IOException {
        String all = Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.UTF_8);
        return Arrays.stream(all.split("\0", -1))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** Ends it if it was started again here; else whoever started it ends it. */
    @Override
    public void close() {
        if (ours) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
