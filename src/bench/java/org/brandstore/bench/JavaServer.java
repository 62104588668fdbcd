package org.brandstore.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A packaged Quarkus program in a process of its own. */
final class JavaServer implements AutoCloseable {
    private static final long START_SECONDS = 180;

    /** All load comes from one address, which stands for those of a whole fleet. */
    static final Map<String, String> A_FLEET_AT_ONE_ADDRESS = Map.of(
            "brandstore.door.connections-per-client", "0",
            "brandstore.door.requests-per-client", "0",
            "brandstore.door.requests-per-device", "0",
            "brandstore.door.uploads-per-client", "0");

    private final Process process;
    private final int port;
    private final int managementPort;
    private final Path log;

    private JavaServer(Process process, int port, int managementPort, Path log) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
        this.log = log;
    }

    /**
     * Starts it and waits until its port is open, which is when it has started.
     *
     * @param folder its working folder
     * @param jvm options of the Java machine
     * @param config as system properties
     */
    static JavaServer start(String name, Path jar, Path folder, List<String> jvm, Map<String, String> config)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        int port = freePort();
        int managementPort = freePort();
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(jvm);
        command.add("-Dquarkus.http.host=127.0.0.1");
        command.add("-Dquarkus.http.port=" + port);
        command.add("-Dquarkus.management.port=" + managementPort);
        command.add("-Dbrandstore.site.public-url=http://127.0.0.1:" + port);
        config.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-jar");
        command.add(jar.toAbsolutePath().toString());
        Path log = folder.resolve(name + ".log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        JavaServer server = new JavaServer(process, port, managementPort, log);
        server.awaitOpen();
        return server;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    int managementPort() {
        return managementPort;
    }

    /** The processor time that it has used, of all its threads. */
    double cpuSeconds() throws IOException {
        return ProcessHandle.of(process.pid())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .map(spent -> spent.toNanos() / 1e9)
                .orElseThrow(() -> new IOException("the server has ended:\n" + log));
    }

    long pid() {
        return process.pid();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** A line of {@code /proc/PID/status} in MiB, such as {@code VmRSS}. */
    double memoryMib(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                        .filter(line -> line.startsWith(field + ":"))
                        .map(line -> line.replaceAll("[^0-9]", ""))
                        .mapToLong(Long::parseLong)
                        .findFirst()
                        .orElseThrow()
                / 1024.0;
    }

    @Override
    public void close() {
        process.destroy();
        if (process.onExit()
                .completeOnTimeout(process, 30, TimeUnit.SECONDS)
                .join()
                .isAlive()) {
            process.destroyForcibly().onExit().join();
        }
    }

    private void awaitOpen() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (System.nanoTime() - deadline < 0 && process.isAlive()) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (socket.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                Thread.sleep(100); // not listening yet
            }
        }
        process.destroyForcibly();
        throw new IOException("the server did not start:\n" + Files.readString(log));
    }
}
