package org.brandstore.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged program in a process of its own, so that it can be limited, doubled and killed. */
public final class ServerProcess implements AutoCloseable {
    private static final Path JAR =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    private final Process process;
    private final URI url;
    private final URI management;
    private final Path log;

    private ServerProcess(Process process, URI url, URI management, Path log) {
        this.process = process;
        this.url = url;
        this.management = management;
        this.log = log;
    }

    /**
     * Starts the program and waits until it is ready.
     *
     * @param folder working folder; the embedded defaults keep their data below it
     * @param jvm options of the Java machine such as {@code -Xmx256m}
     * @param config settings, as system properties
     */
    public static ServerProcess start(Path folder, List<String> jvm, Map<String, String> config)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = freePort();
        URI url = URI.create("http://127.0.0.1:" + port);
        int managementPort = freePort();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.management.port=" + managementPort);
        command.add("-Dbrandstore.site.public-url=" + url);
        config.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-jar");
        command.add(JAR.toString());
        Path log = folder.resolve("server-" + port + ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        ServerProcess server = new ServerProcess(process, url, URI.create("http://127.0.0.1:" + managementPort), log);
        server.awaitReady();
        return server;
    }

    public URI url() {
        return url;
    }

    /** Where health and metrics are. */
    public URI management() {
        return management;
    }

    public long pid() {
        return process.pid();
    }

    /** Ends the process at once, without any chance to tidy up. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    public String log() throws IOException {
        return Files.readString(log);
    }

    /** Peak resident memory so far, in KiB. */
    public long peakResidentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .map(line -> line.replaceAll("[^0-9]", ""))
                .mapToLong(Long::parseLong)
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroy();
        if (!process.onExit()
                .completeOnTimeout(process, 30, TimeUnit.SECONDS)
                .join()
                .isAlive()) {
            return;
        }
        process.destroyForcibly().onExit().join();
    }

    private void awaitReady() throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(management.resolve("/q/health/ready"))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            long deadline = System.nanoTime() + START_LIMIT.toNanos();
            while (System.nanoTime() < deadline && process.isAlive()) {
                try {
                    if (client.send(request, BodyHandlers.discarding()).statusCode() == 200) {
                        return;
                    }
                } catch (IOException e) {
                    // not listening yet
                }
                Thread.sleep(100);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException("the server did not become ready:\n" + log());
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
