package org.brandstore.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Starts the embedded PostgreSQL so that nobody gets in without the password, from its first moment on: its cluster is made
 * with it, it has no socket in a folder that all users share, and who may connect is written down before it starts.
 */
final class EmbeddedServer {
    static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final String PROGRAM = "bin/postgres";

    /** Local ones too, in case somebody gives the server a socket. */
    private static final List<String> WHO_MAY_CONNECT =
            List.of("local all all scram-sha-256", "host all all 127.0.0.1/32 scram-sha-256");

    private final Path data;
    private final Path programs;
    /** The library lets everybody write to what it unpacks, so the folder around it is what keeps others out. */
    private final Path unpacked;

    private final Path passwordFile;

    /**
     * @param data the cluster's folder
     * @param programs where the server's own programs are unpacked
     * @param passwordFile of the superuser
     */
    EmbeddedServer(Path data, Path programs, Path passwordFile) {
        this.data = data;
        this.programs = programs;
        this.unpacked = programs.resolve("unpacked");
        this.passwordFile = passwordFile;
    }

    /**
     * Starts the server; makes its cluster if there is none.
     *
     * @param passwordSet whether the superuser of the cluster is known to have the password; else it gets it before the start
     * @return the port
     */
    int start(boolean passwordSet) throws IOException {
        PrivateFolders.forPrograms(programs);
        boolean fresh = !Files.exists(data.resolve("PG_VERSION"));
        String password = Files.readString(passwordFile).strip();
        // the library's defaults are made for tests: what makes commits durable is switched on again here
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(unpacked.toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                // the library hands these to initdb, after a trust of its own, and the last word counts
                .setLocaleConfig("auth", "scram-sha-256")
                .setLocaleConfig("pwfile", passwordFile.toString())
                .setConnectConfig("password", password)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("max_connections", "100")
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD)
                .setDataDirectoryCustomizer(cluster -> beforeStart(fresh || passwordSet, password))
                .start()
                .getPort();
    }

    /** Writes down who may connect. A running server has to be told to read it. */
    void writeWhoMayConnect() throws IOException {
        Files.write(data.resolve("pg_hba.conf"), WHO_MAY_CONNECT);
    }

    private void beforeStart(boolean passwordSet, String password) {
        try {
            writeWhoMayConnect();
            if (!passwordSet) {
                setPassword(password);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a server, so that there is no moment at which one would let anybody in. */
    private void setPassword(String password) throws IOException {
        List<String> command = new ArrayList<>();
        if (LinuxUtils.isUnshareAvailable()) { // as the library does: PostgreSQL does not run as root
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(program(), "--single", "-c", "exit_on_error=on", "-D", data.toString(), "postgres"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            try (var statements = process.getOutputStream()) {
                statements.write(("alter role " + EmbeddedRoles.SUPERUSER + " password '" + password + "'\n")
                        .getBytes(StandardCharsets.US_ASCII));
            }
            if (process.waitFor() != 0) {
                throw new IOException("cannot give the embedded PostgreSQL in " + data + " its password: "
                        + String.join(" ", command) + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("cannot give the embedded PostgreSQL its password: the program is to stop", e);
        }
    }

    /** The one that the library unpacked or used last. */
    private String program() throws IOException {
        try (Stream<Path> versions = Files.list(unpacked)) {
            return versions.filter(version -> Files.isExecutable(version.resolve(PROGRAM)))
                    .max(Comparator.comparingLong(
                            version -> version.resolve(".exists").toFile().lastModified()))
                    .map(version -> version.resolve(PROGRAM).toString())
                    .orElseThrow(() -> new IOException("cannot find the program postgres below " + unpacked));
        }
    }
}
