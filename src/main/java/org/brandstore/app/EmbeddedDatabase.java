package org.brandstore.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * The PostgreSQL that the store starts for itself when it was given none. Its files live in {@code postgres} below the
 * data folder, it listens on the loopback address only and asks everybody for a password. Two are made at the first start:
 * of the superuser in {@code postgres.password}, and of the store's own role, which may do no more than its work needs, in
 * {@code brandstore.password}.
 *
 * <p>A server that was left running, because the store was killed or because this is a command beside a running store,
 * is used as it is. A data folder of an earlier version, in which the store was the superuser, is put right.
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(EmbeddedDatabase.class);

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
        PrivateFolders.withoutForeignWriters(root);
        Path data = root.resolve("postgres");
        Path superuserFile = root.resolve("postgres.password");
        Path storeFile = root.resolve("brandstore.password");
        String superuser = password(superuserFile);
        EmbeddedServer server = new EmbeddedServer(data, root.resolve("postgres-program"), superuserFile);
        forgetLockOfAnother(data);
        try {
            int running = runningPort(data);
            if (running > 0 && Files.exists(storeFile)) {
                String store = password(storeFile);
                if (EmbeddedRoles.answers(running, EmbeddedRoles.STORE, store)) {
                    return new EmbeddedDatabase(data, store, running, adopt);
                }
            }
            boolean found = running > 0 && EmbeddedRoles.answers(running, EmbeddedRoles.SUPERUSER, superuser);
            int port = found ? running : server.start(Files.exists(storeFile));
            String store = password(storeFile);
            EmbeddedRoles.establish(port, superuser, store);
            if (found) {
                server.writeWhoMayConnect();
                EmbeddedRoles.reload(port, superuser);
            }
            LOG.infof("embedded PostgreSQL is up: port=%d data=%s", port, data);
            return new EmbeddedDatabase(data, store, port, !found || adopt);
        } catch (SQLException e) {
            throw new IOException("cannot protect the embedded PostgreSQL in " + data + ": " + e.getMessage(), e);
        }
    }

    public String jdbcUrl() {
        return EmbeddedRoles.url(port);
    }

    public String user() {
        return EmbeddedRoles.STORE;
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
        postmaster(data).ifPresent(EmbeddedDatabase::interrupt);
    }

    private static void interrupt(ProcessHandle postmaster) {
        try {
            new ProcessBuilder("kill", "-INT", Long.toString(postmaster.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
            postmaster.onExit().get(EmbeddedServer.START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | TimeoutException e) {
            LOG.warnf("cannot stop the embedded PostgreSQL cleanly: %s", e);
        }
    }

    /** The password in the file, which is made if it is not there. */
    private static String password(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] random = new byte[24];
            new SecureRandom().nextBytes(random);
            PrivateFolders.writeSecret(file, HexFormat.of().formatHex(random));
        }
        return Files.readString(file).strip();
    }

    /** A copy is no longer held by the database of the folder that it was copied from, as long as that is there. */
    private static void forgetLockOfAnother(Path data) throws IOException {
        List<String> lines = lock(data);
        if (lines.size() > 1) {
            Path other = Path.of(lines.get(1).strip());
            if (Files.exists(other) && !isSame(other, data)) {
                LOG.warnf("this folder is a copy of %s: its lock is forgotten, folder=%s", other, data);
                Files.delete(data.resolve("postmaster.pid"));
            }
        }
    }

    /** The port in the database's own lock file, or 0 if no such process lives. */
    private static int runningPort(Path data) {
        List<String> lines = lock(data);
        boolean runs = postmaster(data).isPresent();
        return runs && lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0;
    }

    /**
     * The process that has the folder open. A folder that was copied while its database ran has the lock file of that one,
     * which names another folder: it must be neither used nor stopped from here.
     */
    private static Optional<ProcessHandle> postmaster(Path data) {
        List<String> lines = lock(data);
        boolean isOwn = lines.size() > 1 && isSame(Path.of(lines.get(1).strip()), data);
        return isOwn ? ProcessHandle.of(Long.parseLong(lines.getFirst().strip())) : Optional.empty();
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false; // the folder of the lock file is gone
        }
    }

    private static List<String> lock(Path data) {
        Path file = data.resolve("postmaster.pid");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            LOG.debugf("cannot read %s: %s", file, e);
            return List.of();
        }
    }
}
