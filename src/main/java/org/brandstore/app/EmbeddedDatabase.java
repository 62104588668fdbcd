package org.brandstore.app;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The PostgreSQL that the store starts for itself when it was given none. Its files live in {@code postgres} below the
 * data folder, it listens on the loopback address only and asks for a password that is made at the first start and kept
 * in {@code postgres.password}.
 *
 * <p>A server that was left running, because the store was killed or because this is a command beside a running store,
 * is used as it is.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);
    private static final String USER = "postgres";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Path data;
    private final String password;
    private final int port;
    private final boolean ours;

    private EmbeddedDatabase(Path data, String password, int port, boolean ours) {
        this.data = data;
        this.password = password;
        this.port = port;
        this.ours = ours;
    }

    /**
     * Starts the database or finds the running one.
     *
     * @param folder the data folder; created if absent
     * @param adopt whether {@link #close()} is to stop a database that was found running; a command beside a running
     *     store must not
     */
    public static EmbeddedDatabase open(Path folder, boolean adopt) throws IOException {
        Path root = folder.toAbsolutePath().normalize();
        Files.createDirectories(
                root, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path data = root.resolve("postgres");
        String password = password(root.resolve("postgres.password"));
        int running = runningPort(data);
        if (running > 0 && answers(running, password)) {
            return new EmbeddedDatabase(data, password, running, adopt);
        }
        boolean fresh = !Files.exists(data.resolve("PG_VERSION"));
        int port = start(root, data, password, fresh);
        if (fresh) {
            protect(data, port, password);
        }
        LOG.infof("embedded PostgreSQL is up: port=%d data=%s", port, data);
        return new EmbeddedDatabase(data, password, port, true);
    }

    public String jdbcUrl() {
        return url(port);
    }

    public String user() {
        return USER;
    }

    public String password() {
        return password;
    }

    /** Stops the database in its fast mode, if this process owns it: open transactions are rolled back, nothing committed is lost. */
    @Override
    public void close() {
        if (!ours) {
            return;
        }
        postmasterPid(data).flatMap(ProcessHandle::of).ifPresent(EmbeddedDatabase::interrupt);
    }

    private static void interrupt(ProcessHandle postmaster) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            postmaster.onExit().get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOG.warnf("cannot stop the embedded PostgreSQL cleanly: %s", e);
        }
    }

    /** The library's defaults are made for tests: what makes commits durable is switched on again here. */
    private static int start(Path root, Path data, String password, boolean fresh) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(root.resolve("postgres-program").toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("password_encryption", "scram-sha-256")
                .setServerConfig("max_connections", "100")
                .setOutputRedirector(ProcessBuilder.Redirect.DISCARD);
        if (!fresh) {
            builder.setConnectConfig("password", password);
        }
        return builder.start().getPort();
    }

    /** After the first start, and before anything is stored: set the password and demand it from then on. */
    private static void protect(Path data, int port, String password) throws IOException {
        Properties open = new Properties();
        open.setProperty("user", USER);
        try (Connection connection = DriverManager.getConnection(url(port), open);
                Statement statement = connection.createStatement()) {
            statement.execute("alter user postgres password '" + password + "'");
            Files.write(
                    data.resolve("pg_hba.conf"),
                    List.of("local all all scram-sha-256", "host all all 127.0.0.1/32 scram-sha-256"));
            statement.execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException("cannot protect the embedded PostgreSQL with its password", e);
        }
    }

    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    /** The port in the database's own lock file, or 0 if no such process lives. */
    private static int runningPort(Path data) throws IOException {
        if (postmasterPid(data).flatMap(ProcessHandle::of).isEmpty()) {
            return 0;
        }
        List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
        return lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0;
    }

    private static Optional<Long> postmasterPid(Path data) {
        Path file = data.resolve("postmaster.pid");
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().findFirst().map(line -> Long.valueOf(line.strip()))
                    : Optional.empty();
        } catch (IOException e) {
            LOG.debugf("cannot read %s: %s", file, e);
            return Optional.empty();
        }
    }

    private static boolean answers(int port, String password) {
        Properties login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", password);
        login.setProperty("connectTimeout", "5");
        try (Connection connection = DriverManager.getConnection(url(port), login)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            LOG.debugf("no embedded PostgreSQL answers on port %d: %s", port, e.getMessage());
            return false;
        }
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }
}
